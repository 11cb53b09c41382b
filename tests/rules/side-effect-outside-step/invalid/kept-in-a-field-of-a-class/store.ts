import Database from "better-sqlite3";
class FileStore {
  private db: Database.Database;
  constructor() {
    this.db = new Database("files.db");
  }
  get(id: string) {
    const asked = this.db.prepare("SELECT * FROM files WHERE id = ?");
    return asked.get(id);
  }
  fail(id: string) {
    this.db.prepare("UPDATE files SET status = 'failed' WHERE id = ?").run(id);
  }
  label(id: string) {
    return `file ${id}`;
  }
}
export const store = new FileStore();
