import { inngest } from "./client";
import { recall } from "./memory";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  const last = recall(); // error
  await step.run("load", () => load(last));
});
