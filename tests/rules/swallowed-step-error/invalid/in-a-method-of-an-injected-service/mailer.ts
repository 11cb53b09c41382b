export class Mailer {
  async quietly(to: string): Promise<boolean> {
    try {
      await fetch("https://mail.example.com", { method: "POST", body: to });
      return true;
    } catch { // error
      return false;
    }
  }

  async deliver(to: string): Promise<void> {
    await fetch("https://mail.example.com", { method: "POST", body: to });
  }
}
