import { inngest } from "./client";

export const refund = inngest.createFunction(
  { id: "refund", triggers: [{ event: "order/refunded" }] },
  async ({ event, step }) => {
    await step.run("pay-back", () => payBack(event.data.orderId));
  },
);
