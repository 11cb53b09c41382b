import { inngest } from "./client";
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async (ctx) => {
  const { step } = ctx;
  const { sleep } = step;
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), 1000);
  await step.run("a", () => load(controller.signal));
  await step.run("b", async () => {
    await pause(10);
  });
  await sleep("nap", "1s");
});
