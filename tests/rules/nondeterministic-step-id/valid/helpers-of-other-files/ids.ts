export function keyOf(order) {
  console.log(`key made at ${Date.now()}`);
  return `order-${order.id}`;
}
