const events = orderIds.map((orderId) => ({
  name: "order/process" as const,
  data: { orderId },
  id: `order-process-${runId}-${orderId}`,
}));
await step.sendEvent("fan-out-orders", events);
