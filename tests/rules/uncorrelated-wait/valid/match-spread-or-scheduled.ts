import { inngest } from "./client";
import { defaults } from "./defaults";
const options = { event: "x/z", timeout: "1d", match: "data.id" };
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  await step.waitForEvent("w", options);
  await step.waitForEvent("v", { ...defaults, event: "x/z" });
  await step.waitForEvent("u", makeOptions());
});
export const b = inngest.createFunction({ id: "b" }, { cron: "0 9 * * *" }, async (ctx) => {
  await ctx.step.waitForEvent("any", { event: "day/closed", timeout: "1d" });
});
