export const processOrder = inngest.createFunction(
  {
    id: "process-order",
    retries: 10,
    throttle: { limit: 20, period: "1s" },
    concurrency: 10,
    triggers: [orderProcess],
  },
  async ({ event, step }) => {
    const { batchId, orderId } = event.data;
    const key = `process-order-${batchId}-${orderId}`;
    await step.run("charge", () =>
      once(key, () => payments.charge(orderId, { key })),
    );
  },
);
