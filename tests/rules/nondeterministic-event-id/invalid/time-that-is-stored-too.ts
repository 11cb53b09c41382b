import { inngest } from "./client";
export async function POST(request: Request) {
  const body = await request.json();
  const now = Date.now();
  await db.orders.update({ id: body.id, seenAt: now });
  await inngest.send({
    id: `order-seen-${body.id}-${now}`, // error
    name: "order/seen",
    data: { id: body.id, at: now },
  });
  const at = new Date().toISOString();
  await inngest.send({
    id: `order-told-${at}`, // error
    name: "order/told",
    data: { at },
  });
}
