import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async (ctx) => {
  const { step, logger } = ctx;
  const tomorrow = new Date();
  tomorrow.setDate(tomorrow.getDate() + 1);
  await step.sleepUntil("tomorrow", tomorrow);
  const begin = performance.now();
  await step.run("rows", () => db.rows());
  const elapsed = performance.now() - begin;
  logger.info("done", { elapsed });
});
