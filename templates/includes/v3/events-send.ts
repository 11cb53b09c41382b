await inngest.send(
  orders.map(({ id, total, placedAt }) => ({
    name: "order/placed" as const,
    data: { orderId: id, total, placedAt },
    id: `shop-order-placed-${id}`,
  })),
);
