import { inngest } from "./client";
import { logger } from "./logger";

export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  await logger.info("begun");
  await step.run("b", () => event.data);
});
