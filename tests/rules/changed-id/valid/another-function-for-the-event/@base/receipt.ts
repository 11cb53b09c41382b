import { inngest } from "./client";

export const receipt = inngest.createFunction(
  { id: "receipt", triggers: [{ event: "order/paid" }] },
  async ({ event, step }) => {
    const order = await step.run("load-order", () => load(event.data.orderId));
    await step.run("send-mail", () => mail(order.email, order.total));
  },
);
