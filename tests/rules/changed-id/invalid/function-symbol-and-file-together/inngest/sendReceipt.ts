import { inngest } from "./client";

export const sendReceipt = inngest.createFunction(
  { id: "send-receipt", triggers: [{ event: "order/paid" }] }, // error
  async ({ event, step }) => {
    const order = await step.run("load-order", () => load(event.data.orderId));
    await step.run("mail-receipt", () => mail(order.email, order.total)); // error
    await step.run("archive", () => archive(order));
  },
);
