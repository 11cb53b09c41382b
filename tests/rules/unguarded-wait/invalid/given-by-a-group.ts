import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, {}, async ({ step, group }) => {
  const [, one] = await group.parallel(() =>
    Promise.all([
      step.run("ask", () => ask()),
      step.waitForEvent("one", options), // error
    ]),
  );
  if (!one!.data.approved) return "rejected";
  const two = await group.parallel(
    { mode: "race" },
    () => step.waitForEvent("two", options), // error
  );
  use(two.data);
  const [three] = await group.parallel(async () => {
    return await Promise.all([step.waitForEvent("three", options)]); // error
  });
  return three.data;
});
export const b = inngest.createFunction({ id: "b" }, {}, async (ctx) => {
  const work = async () => {
    const [, four] = await ctx.group.parallel(async () =>
      Promise.all([
        ctx.step.run("ask", ask),
        ctx.step.waitForEvent("four", options), // error
      ]),
    );
    return four.data;
  };
  return work();
});
