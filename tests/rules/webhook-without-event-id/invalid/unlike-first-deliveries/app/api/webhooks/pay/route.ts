import { inngest } from "@/lib/inngest";
import { recordOnce, wasSeen } from "@/lib/deliveries";
export async function POST(request) {
  const event = await request.json();
  if (await wasSeen(event.id)) {
    await inngest.send({ name: "pay/again", data: event }); // error
  }
  if (await recordOnce(event.id)) console.log("first");
  if (!event.paid) return new Response();
  await inngest.send({ name: "pay/paid", data: event }); // error
  return new Response();
}
