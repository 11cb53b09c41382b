import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  const suffix = Date.now().toString();
  const id = "job-" + suffix;
  await step.sleep("nap-" + Math.random(), "1d"); // error
  await step.run(id, load); // error
});
