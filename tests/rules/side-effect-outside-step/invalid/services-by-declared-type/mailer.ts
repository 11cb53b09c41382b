export class Mailer {
  private readonly sent = new Map<string, number>();

  async deliver(to: string): Promise<void> {
    await fetch("https://mail.example.com", { method: "POST", body: to });
  }

  async note(to: string): Promise<void> {
    this.sent.set(to, 1);
  }
}
