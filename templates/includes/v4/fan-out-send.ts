const events = orderIds.map((orderId) => {
  const id = `order-process-${runId}-${orderId}`;
  return orderProcess.create({ orderId }, { id });
});
await step.sendEvent("fan-out-orders", events);
