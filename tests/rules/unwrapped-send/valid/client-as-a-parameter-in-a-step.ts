import { Inngest } from "inngest";
export class Jobs {
  constructor(
    private readonly client: Inngest,
    private readonly mail: Mailer,
  ) {}
  all() {
    return this.client.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
      await step.run("mail", () => this.mail.send({ to: "x" }));
      await step.run("event", () => this.client.send({ name: "a/b" }));
    });
  }
}
