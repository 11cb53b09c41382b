import { db } from "@/db";
import { customers, deliveries } from "@/schema";
import { inngest } from "@/client";
export async function POST(request: Request) {
  const body = await request.json();
  await db.insert(deliveries).values({ id: body.id }).onConflictDoNothing();
  const rows = await db
    .insert(customers)
    .values({ key: body.customer })
    .onConflictDoUpdate({ target: customers.key, set: { paid: true } })
    .returning();
  if (!rows[0]) {
    return new Response(null, { status: 500 });
  }
  await inngest.send({ name: "order/paid", data: { order: body.order } }); // error
  return new Response(null, { status: 200 });
}
