import { inngest } from "./client";

export const a = inngest.createFunction(
  { id: "a", throttle: { limit: 1, period: "1m", key: "event.data.refund" } }, // error
  { event: "refund/asked" },
  async ({ step }) => {
    await step.waitForEvent("wait", {
      event: "refund/answered",
      timeout: "7d",
      match: "data.refundID", // error
    });
  },
);
