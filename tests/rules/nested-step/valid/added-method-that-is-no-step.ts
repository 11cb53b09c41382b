import { inngest } from "./client";
const audit = (tools, text) => tools.note(text);
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async (ctx) => {
  ctx.step.note = async (text) => console.log(text);
  await ctx.step.run("a", async () => {
    await ctx.step.note("started");
    await audit(ctx.step, "ended");
  });
});
