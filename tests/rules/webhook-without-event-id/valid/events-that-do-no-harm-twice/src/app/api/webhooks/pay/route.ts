import { inngest } from "../../../../client";
export async function POST(request: Request) {
  const body = await request.json();
  const existing = await db.deliveries.find(body.id);
  if (existing) return Response.json({ ok: true });
  await db.deliveries.create(body.id);
  await inngest.send({ name: "shop/paid", data: { id: body.id } });
  await inngest.send({ name: "telemetry/webhook.received", data: {} });
  return Response.json({ ok: true });
}
