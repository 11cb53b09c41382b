import { inngest } from "$lib/server/inngest";

export async function POST({ request, params }) {
  const payload = await request.json();
  await inngest.send({ name: "member/renewed", data: { provider: params.provider, payload } }); // expect: webhook-without-event-id
  return new Response("ok");
}
