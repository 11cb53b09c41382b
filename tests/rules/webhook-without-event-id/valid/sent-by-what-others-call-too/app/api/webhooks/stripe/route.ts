import { paid } from "../../../../lib/billing";

export async function POST(request: Request) {
  const event = await request.json();
  switch (event.type) {
    case "checkout.session.completed":
      await paid(event.data.object);
      break;
  }
  return Response.json({ received: true });
}
