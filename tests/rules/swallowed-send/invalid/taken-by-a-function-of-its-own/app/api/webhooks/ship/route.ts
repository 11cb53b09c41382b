import { inngest } from "@/lib/inngest";
import { tell } from "@/lib/log";

export async function POST(request: Request) {
  const body = await request.json();
  await inngest.send({ name: "a/b", data: body, id: `ship-${body.id}` }).catch(tell); // error
  return new Response("ok", { status: 200 });
}
