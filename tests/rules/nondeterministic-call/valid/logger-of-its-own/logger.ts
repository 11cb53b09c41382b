import { write } from "sink";
class Logger {
  private line(level, text) {
    const entry = { at: new Date().toISOString(), level, text };
    write(JSON.stringify(entry));
    return entry;
  }
  warn(text) {
    return this.line("warn", text);
  }
}
export const logger = new Logger();
