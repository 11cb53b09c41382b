import { inngest } from "./client";
import { logger } from "./logger";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  logger.warn("started");
  await step.run("load", load);
});
