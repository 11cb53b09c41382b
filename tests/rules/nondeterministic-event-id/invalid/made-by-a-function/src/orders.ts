import { inngest } from "./client";
import { OrderLost, created, paid, shipped } from "./events";

export async function order(orderId: string) {
  const key = `lost-${Date.now()}`;
  await inngest.send(created(orderId, { id: crypto.randomUUID() })); // error
  await inngest.send(paid(orderId, `paid-${Date.now()}`)); // error
  await inngest.send([shipped(orderId, { id: crypto.randomUUID() })]); // error
  await inngest.send(new OrderLost({ orderId }).toEvent(key)); // error
}
