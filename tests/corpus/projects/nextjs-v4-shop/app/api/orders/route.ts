import { NextResponse } from "next/server";
import { inngest } from "@/lib/inngest";
import { orderPlaced, refundAsked, refundApproved } from "@/lib/events";
import { audit } from "@/lib/db";

export async function POST(request: Request) {
  const body = await request.json();
  await audit("order", body.userId); // fine: a route, not a handler
  await inngest.send(orderPlaced.create(body, { id: `order-placed-${body.orderId}` })); // fine: a route sends with the client
  await inngest.send({ name: "order/placd", data: body }); // expect: unreceived-event, untyped-event
  await inngest.send({ name: "refund/asked", data: { orderId: body.orderId, cents: 1 }, idempotencyKey: body.orderId }); // expect: ignored-event-field, untyped-event
  await inngest.send(refundApproved.create({ orderId: body.orderId }, { id: crypto.randomUUID() })); // expect: nondeterministic-event-id
  return NextResponse.json({ at: Date.now() }); // fine: not in a handler
}
