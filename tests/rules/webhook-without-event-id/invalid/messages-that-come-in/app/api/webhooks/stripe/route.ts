import { sendPaid } from "../../../../lib/events";
export async function POST(request: Request) {
  const event = await request.json();
  await sendPaid(event.data.object.metadata.order);
  return new Response("ok");
}
