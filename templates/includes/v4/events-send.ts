const events = orders.map(({ id, total, placedAt }) => {
  const data = { orderId: id, total, placedAt };
  return orderPlaced.create(data, { id: `shop-order-placed-${id}` });
});
await inngest.send(events);
