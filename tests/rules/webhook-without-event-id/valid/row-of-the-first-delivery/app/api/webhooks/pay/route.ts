import { db } from "@/db";
import { deliveries } from "@/schema";
import { inngest } from "@/client";
export async function POST(request: Request) {
  const body = await request.json();
  const rows = await db
    .insert(deliveries)
    .values({ key: body.id })
    .onConflictDoNothing({ target: deliveries.key })
    .returning();
  if (!rows[0]) {
    return new Response(null, { status: 200 });
  }
  await inngest.send({ name: "order/paid", data: { order: body.order } });
  return new Response(null, { status: 200 });
}
