import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  await step.waitForEvent("a", { // error
    event: "x/z",
    timeout: "7d",
    if: "async.data.approved == true",
  });
});
