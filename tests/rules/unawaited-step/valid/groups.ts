import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, {}, async ({ step, group }) => {
  await group.parallel(() => Promise.all([step.run("one", one), step.run("two", two)]));
  const later = group.parallel(() => Promise.all([step.run("three", three)]));
  const [, four] = await Promise.all([later, group.parallel(() => step.run("four", one))]);
  return group.parallel({ mode: "race" }, () => Promise.all([step.run("a", () => use(four))]));
});
