export const processAllOrders = inngest.createFunction(
  { id: "process-all-orders", retries: 2, triggers: [ordersProcessBatch] },
  async ({ event, step }) => {
    const { batchId } = event.data;
    let after: string | undefined;
    for (let number = 1; ; number += 1) {
      const page = await step.run(`find-page-${number}`, () =>
        db.orderIds({ after, limit: 500 }),
      );
      const events = page.ids.map((orderId) => {
        const id = `process-order-${batchId}-${orderId}`;
        return orderProcess.create({ batchId, orderId }, { id });
      });
      await step.sendEvent(`send-page-${number}`, events);
      if (!page.next) return;
      after = page.next;
    }
  },
);
