import Stripe from "stripe";
import { inngest } from "@/lib/inngest";
import { orderPaid, orderPlaced } from "@/lib/events";

const stripe = new Stripe(process.env.STRIPE_KEY!);

export async function POST(request: Request) {
  const body = await request.text();
  const event = stripe.webhooks.constructEvent(body, request.headers.get("stripe-signature")!, process.env.STRIPE_SECRET!);
  if (event.type === "invoice.paid") {
    await inngest.send(orderPaid.create({ orderId: event.data.object.id })); // expect: webhook-without-event-id
  } else {
    await inngest.send(orderPlaced.create({ orderId: event.data.object.id, userId: "x" }, { id: `stripe-${event.id}` })); // fine: the provider's own id
  }
  return new Response("ok");
}
