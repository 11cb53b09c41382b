export const processAllOrders = inngest.createFunction(
  { id: "process-all-orders", retries: 2 },
  { event: "orders/process-batch" },
  async ({ step, runId }) => {
    let after: string | undefined;
    do {
      const name = after ?? "first";
      const load = () => db.pendingOrders(after);
      const page = await step.run(`load-page-${name}`, load);
      const events = page.orderIds.map((orderId) => ({
        name: "order/process" as const,
        data: { orderId },
        id: `order-process-${runId}-${orderId}`,
      }));
      await step.sendEvent(`fan-out-page-${name}`, events);
      after = page.next;
    } while (after);
  },
);
