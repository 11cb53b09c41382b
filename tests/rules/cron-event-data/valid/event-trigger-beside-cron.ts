import { inngest } from "./client";
export const a = inngest.createFunction(
  { id: "a", triggers: [{ cron: "0 9 * * *" }, { event: "stock/changed" }] },
  async ({ event, step }) => {
    await step.run("a", () => work(event.data.warehouseId));
  },
);
export const b = inngest.createFunction({ id: "b" }, { cron: "0 9 * * *" }, async (ctx) => {
  await ctx.step.run("log", () => log(ctx.event.id, ctx.event.ts, ctx.event.data));
});
