import type { Inngest } from "inngest";
export class Jobs {
  constructor(
    private readonly queue: Inngest,
    private readonly mail: Mail,
  ) {}
  functions() {
    return [this.queue.createFunction({ id: "a" }, { event: "x/y" }, this.onEvent.bind(this))];
  }
  async onEvent({ event, step }) {
    await this.mail.send(event.data.to); // error
    await step.run("a", () => this.mail.send(event.data.to));
  }
}
