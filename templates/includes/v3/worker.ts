export const processOrder = inngest.createFunction(
  { id: "process-order", retries: 5, concurrency: 10 },
  { event: "order/process" },
  async ({ event, step }) => {
    const { orderId } = event.data;
    await step.run("charge", () => payments.charge(orderId));
    await step.run("ship", () => shipping.ship(orderId));
  },
);
