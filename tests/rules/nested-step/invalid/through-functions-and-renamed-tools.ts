import { inngest as app } from "./client";
async function chargeCard(tools, id) {
  return tools.run("charge", () => pay(id));
}
export const a = app.createFunction({ id: "a" }, { event: "x/y" }, async ({ step: s }) => {
  await s.run("outer", async () => {
    await chargeCard(s, 1); // error
  });
  const { run } = s;
  await run("again", () => run("inner", load)); // error
});
export const b = app.createFunction({ id: "b" }, { event: "x/y" }, async (ctx) => {
  const work = async () => {
    await ctx.step.sleep("nap", "1s"); // error
  };
  await ctx.step.run("work", work);
});
