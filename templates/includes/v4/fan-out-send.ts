const events = orderIds.map((orderId) => {
  const id = `process-order-${batchId}-${orderId}`;
  return orderProcess.create({ batchId, orderId }, { id });
});
await step.sendEvent("fan-out-orders", events);
