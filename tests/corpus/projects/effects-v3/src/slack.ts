export class Slack {
  async post(text: string) {
    await this.request("chat.postMessage", { text });
  }
  private async request(method: string, body: unknown) {
    await fetch(`https://slack.com/api/${method}`, { method: "POST", body: JSON.stringify(body) });
  }
}
