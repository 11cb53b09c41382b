import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, {}, async ({ step, group }) => {
  const [, one] = await group.parallel(() =>
    Promise.all([step.run("ask", () => ask()), step.waitForEvent("one", options)]),
  );
  if (!one) return "nobody answered";
  use(one.data);
  const two = await group.parallel({ mode: "race" }, () => step.waitForEvent("two", options));
  use(two?.data);
  const [three] = await group.parallel(() => Promise.all([step.waitForEvent("three", options)]));
  return three === null ? "late" : three.data;
});
