import { inngest } from "./client";
export const make = (id) => {
  let calls = 0;
  return inngest.createFunction({ id }, { event: "x/y" }, async ({ step }) => {
    const found = {};
    await step.run("load", () => {
      Object.assign(found, { a: 1 }); // error
    });
  });
};
