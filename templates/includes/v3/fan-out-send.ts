const events = orderIds.map((orderId) => ({
  name: "order/process" as const,
  data: { batchId, orderId },
  id: `process-order-${batchId}-${orderId}`,
}));
await step.sendEvent("fan-out-orders", events);
