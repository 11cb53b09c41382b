import { inngest } from "./client";
export const make = (id) => {
  let calls = 0;
  return inngest.createFunction({ id }, { event: "x/y" }, async ({ step }) => {
    await step.run("load", () => {
      calls += 1;
      return Object.assign({}, { a: 1 });
    });
  });
};
