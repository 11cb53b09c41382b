import { inngest } from "../../../../src/client";
import { OrderLost, created, paid, shipped } from "../../../../src/events";

export async function POST(request: Request) {
  const { orderId, options } = await request.json();
  await inngest.send(created(orderId, { id: `shop-created-${orderId}` }));
  await inngest.send(paid(orderId, `shop-paid-${orderId}`));
  await inngest.send(shipped(orderId, options));
  await inngest.send(new OrderLost({ orderId }).toEvent(`shop-lost-${orderId}`));
  return new Response();
}
