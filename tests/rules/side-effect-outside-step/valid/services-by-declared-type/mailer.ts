export class Mailer {
  constructor(private readonly from: string) {}

  subject(kind: string): string {
    return `${this.from}: ${kind}`;
  }

  async label(kind: string): Promise<string> {
    return kind.toUpperCase();
  }

  async deliver(to: string): Promise<void> {
    await fetch("https://mail.example.com", { method: "POST", body: to });
  }
}
