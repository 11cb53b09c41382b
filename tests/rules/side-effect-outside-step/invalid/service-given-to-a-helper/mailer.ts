export class Mailer {
  private readonly sent = new Map<string, number>();

  async note(to: string): Promise<void> {
    this.sent.set(to, 1);
  }
}
