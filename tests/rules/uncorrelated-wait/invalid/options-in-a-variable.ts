import { inngest } from "./client";
const options = { event: "x/z", timeout: "1d" };
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  await step.waitForEvent("w", options); // error
});
