import { inngest } from "./client";
import { answered, asked, plain } from "./events";

export const a = inngest.createFunction(
  { id: "a", triggers: [asked], throttle: { limit: 1, period: "1m", key: "event.data.any" } },
  async ({ step }) => {
    await step.waitForEvent("wait", {
      event: answered,
      timeout: "7d",
      if: "async.data.tenant == event.data.refundId",
    });
    await step.waitForEvent("plain", { event: plain, timeout: "7d", match: "data.other" });
  },
);
