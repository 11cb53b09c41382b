import { inngest } from "@/lib/inngest";
export async function POST(request) {
  const event = await request.json();
  if (event.type === "payment.captured") {
    await inngest.send({ name: "pay/paid", data: event }); // error
  } else if (event.type === "refund.processed") {
    return new Response("later", { status: 202 });
  }
  return new Response();
}
