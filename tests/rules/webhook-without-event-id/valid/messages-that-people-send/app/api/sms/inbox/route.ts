import { inngest } from "../../../../lib/inngest";
export async function POST(request: Request) {
  await inngest.send({ name: "sms/received", data: await request.json() });
  return new Response("ok");
}
