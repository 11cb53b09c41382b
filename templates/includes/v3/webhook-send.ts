  const data = { orderId: order.id, total: order.total, placedAt: order.at };
  const id = `shop-order-placed-${order.id}`;
  await inngest.send({ name: "order/placed", data, id });
