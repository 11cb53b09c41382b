import { inngest } from "@/lib/inngest";
import { db, deliveries } from "@/lib/db";
export async function POST(request) {
  const event = await request.json();
  try {
    await db.insert(deliveries).values({ id: request.headers.get("delivery-id") });
  } catch {
    return Response.json({ received: true, status: "duplicate" });
  }
  await inngest.send({ name: "pay/settled", data: event });
  return new Response();
}
