import { PUBLISHED } from "./constants";
import { createQuestions } from "./questions";
export const published = { id: "published", trigger: { event: PUBLISHED }, handler: h };
export const asker = createQuestions({ eventName: "user/answered" });
export const handler = async ({ step }) =>
  step.waitForEvent("w", { event: "post/approved", timeout: "1d" });
