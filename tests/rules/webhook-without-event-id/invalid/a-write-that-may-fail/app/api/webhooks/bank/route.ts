import { inngest } from "@/lib/inngest";
import { db, payments } from "@/lib/db";
export async function POST(request) {
  const event = await request.json();
  try {
    await db.insert(payments).values({ amount: event.amount });
  } catch (failure) {
    return Response.json({ error: "not written" }, { status: 500 });
  }
  await inngest.send({ name: "pay/settled", data: event }); // error
  return new Response();
}
