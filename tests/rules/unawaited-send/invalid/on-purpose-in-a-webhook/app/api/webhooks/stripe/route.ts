import { inngest } from "@/lib/inngest";
import { stripe } from "@/lib/stripe";
export async function POST(request: Request) {
  const event = await stripe.verify(request);
  const id = `stripe-${event.id}`;
  void inngest.send({ name: "payment/succeeded", data: event, id }); // error
  void inngest // error
    .send({ name: "payment/succeeded", data: event, id })
    .catch((problem) => console.error(problem));
  inngest.send({ name: "payment/succeeded", data: event, id }).catch(console.error); // error
  return new Response("ok");
}
