import { inngest } from "./client";

export const relay = inngest.createFunction(
  { id: "relay", triggers: [{ event: "inngest/function.finished" }, { event: "inngest/*" }] },
  async ({ step }) => {
    await step.waitForEvent("failed", { event: "inngest/function.failed", timeout: "1d" });
    await step.sendEvent("dot", { name: "inngest.order.paid", data: {} });
    await step.sendEvent("own", { name: "my-inngest/order.paid", data: {} });
  },
);
