import { inngest } from "./client";
import type { Mailer } from "./mailer";

export class Jobs {
  constructor(private readonly mailer: Mailer) {}

  job() {
    return inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
      const label = await this.mailer.label("hello");
      const subject = this.mailer.subject(label);
      await step.run("mail", () => this.mailer.deliver(subject));
      await step.run("mail-bound", this.mailer.deliver.bind(this.mailer), subject);
    });
  }
}
