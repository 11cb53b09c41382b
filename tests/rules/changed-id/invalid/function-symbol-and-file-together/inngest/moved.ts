import { inngest } from "./client";

export const payBackOrder = inngest.createFunction(
  { id: "refund", triggers: [{ event: "order/refunded" }] },
  async ({ event, step }) => {
    await step.run("pay-back-order", () => payBack(event.data.orderId)); // error
  },
);
