import { json } from "@sveltejs/kit";
import { inngest } from "$lib/server/inngest";

export const POST = async ({ request }) => {
  const body = await request.json();
  await inngest.send({ name: "member/renewed", data: body, id: `revenuecat-${body.event.id}` }); // fine: the provider's own id
  return json({ received: true });
};
