import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  const yesterday = new Date(); // error
  yesterday.setDate(yesterday.getDate() - 1);
  const begin = Date.now(); // error
  const age = begin - 1000;
  await step.run("rows", () => db.rows(yesterday, age));
});
