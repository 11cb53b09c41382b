import { inngest } from "../../../lib/inngest";
export async function POST(request: Request) {
  await inngest.send({ name: "order/paid", data: await request.json() });
  return new Response("ok");
}
