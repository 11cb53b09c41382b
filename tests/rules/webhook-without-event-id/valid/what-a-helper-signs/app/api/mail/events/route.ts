import { inngest } from "@/lib/inngest";
import { verifySignature } from "@/lib/signature";

export async function POST(request: Request) {
  const order = await request.json();
  if (!verifySignature(order.text, order.signed)) {
    return new Response(null, { status: 401 });
  }
  await inngest.send({ name: "order/signed", data: order });
  return new Response();
}
