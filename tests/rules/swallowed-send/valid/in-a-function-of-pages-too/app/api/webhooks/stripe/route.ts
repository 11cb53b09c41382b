import { after } from "next/server";
import { announceRefund, emitPaid } from "../../../../lib/events";
export async function POST(request: Request) {
  const event = await request.json();
  after(() => emitPaid(event.id));
  await announceRefund(event.id);
  return new Response("ok");
}
