import type { ActionFunctionArgs } from "@remix-run/node";
import Stripe from "stripe";
import { inngest } from "~/inngest/client.server";

const stripe = new Stripe("k");

export async function action({ request }: ActionFunctionArgs) {
  const event = stripe.webhooks.constructEvent(await request.text(), request.headers.get("stripe-signature")!, "s");
  switch (event.type) {
    case "checkout.session.completed":
      await inngest.send({ name: "order/placed", data: { orderId: event.data.object.id } }); // expect: webhook-without-event-id
      break;
    case "charge.refunded":
      await inngest.send({ id: `stripe-${event.id}`, name: "order/refunded", data: { orderId: event.data.object.id } }); // fine: the provider's own id
      break;
    case "charge.failed":
      await inngest.send({ name: "order/refunded", data: { orderId: event.data.object.id }, id: `${event.id}-${Date.now()}` }); // expect: nondeterministic-event-id
  }
  return new Response(null, { status: 204 });
}
