import { inngest } from "../../../../src/client";
import { OrderLost, created, paid, shipped } from "../../../../src/events";

export async function POST(request: Request) {
  const { orderId } = await request.json();
  await inngest.send(created(orderId)); // error
  await inngest.send(paid(orderId)); // error
  await inngest.send(shipped(orderId, {})); // error
  await inngest.send(new OrderLost({ orderId }).toEvent()); // error
  return new Response();
}
