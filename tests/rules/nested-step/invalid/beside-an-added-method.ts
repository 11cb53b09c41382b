import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  step.log = (text) => console.log(text);
  job.sleep = 3;
  await step.run("a", async () => {
    await step.log("started");
    await step.sleep("nap", "1s"); // error
  });
});
