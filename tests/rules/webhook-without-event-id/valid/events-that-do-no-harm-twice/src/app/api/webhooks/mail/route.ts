import { inngest } from "../../../../client";
export async function POST(request: Request) {
  const body = await request.json();
  const { error } = await db.from("deliveries").insert({ id: body.id });
  if (error?.code === "23505") return Response.json({ ok: true });
  await inngest.send({ name: "shop/paid", data: { id: body.id } });
  return Response.json({ ok: true });
}
