import { inngest } from "@/lib/inngest";
const HEADER = "stripe-signature";
export async function POST(req) {
  const event = stripe.read(await req.text(), req.headers.get(HEADER));
  await updatePayment(event);
}
async function updatePayment(event) {
  await inngest.send({ name: "payment/changed", data: event }); // error
}
