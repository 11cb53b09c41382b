import { inngest } from "./client";
import { OrderLost, created, paid, shipped } from "./events";

export async function order(orderId: string) {
  await inngest.send(created(crypto.randomUUID(), { id: `shop-created-${orderId}` }));
  await inngest.send(paid(orderId, `shop-paid-${orderId}`));
  await inngest.send([shipped(orderId, { id: `shop-shipped-${orderId}` })]);
  await inngest.send(new OrderLost({ orderId, at: `${Date.now()}` }).toEvent(orderId));
}
