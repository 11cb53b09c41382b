import { inngest } from "../../../../client";
export async function POST(request: Request) {
  const body = await request.json();
  const user = await db.users.find(body.user);
  if (!user) return Response.json({ ok: false });
  if (body.test) return Response.json({ ok: true });
  await inngest.send({ name: "shop/paid", data: { id: body.id } }); // error
  return Response.json({ ok: true });
}
