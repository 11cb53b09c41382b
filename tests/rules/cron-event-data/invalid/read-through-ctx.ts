import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { cron: "0 9 * * *" }, async (ctx) => {
  await ctx.step.run("a", () => work(ctx.event.data.userId)); // error
  await ctx.step.run("b", () => work(ctx.event.user)); // error
});
