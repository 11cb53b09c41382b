import { refundAsked } from "@/lib/events";
import { inngest } from "@/lib/inngest";

export async function POST(request: Request) {
  const { refundId } = await request.json();
  try {
    await inngest.send(refundAsked.create({ refundId }, { id: `shop-refund-asked-${refundId}` })); // fine: what it is about
  } catch (error) { // expect: swallowed-send
    console.error(error);
  }
  return answer(200);
}

function answer(status: number) {
  return Response.json({ ok: status < 400 }, { status });
}
