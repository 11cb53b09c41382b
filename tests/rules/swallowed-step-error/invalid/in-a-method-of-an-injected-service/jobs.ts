import { inngest } from "./client";
import { Mailer } from "./mailer";

export class Jobs {
  constructor(private readonly mailer: Mailer) {}

  job() {
    return inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
      await step.run("quietly", () => this.mailer.quietly(event.data.to));
      await step.run("dropped", async () => {
        this.mailer.deliver(event.data.to); // error
      });
    });
  }
}
