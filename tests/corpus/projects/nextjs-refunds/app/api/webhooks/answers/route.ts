import { refundAnswered } from "@/lib/events";
import { inngest } from "@/lib/inngest";

export async function POST(request: Request) {
  const { refundId } = await request.json();
  try {
    await inngest.send(refundAnswered.create({ refundId }, { id: `shop-refund-answered-${refundId}` }));
  } catch (error) { // fine: the provider is told
    console.error(error);
    return Response.json({ ok: false }, { status: 503 });
  }
  return Response.json({ ok: true });
}
