import { inngest } from "./client";
import { contextFor } from "./context";
import { settle } from "./settle";
export const a = inngest.createFunction({ id: "a" }, { cron: "0 * * * *" }, async ({ step }) => {
  const { ctx } = contextFor({ bindings: { job: "a" } });
  await step.run("settle", () => settle(ctx));
  await step.run("again", () => settle(ctx));
});
