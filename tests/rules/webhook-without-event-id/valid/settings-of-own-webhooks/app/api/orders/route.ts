import { inngest } from "@/lib/inngest";
const HEADER = "x-acme-signature";
export async function POST(req) {
  const order = await req.json();
  await inngest.send({ name: "webhook/order.created", data: order });
  const headers = new Headers();
  headers["x-acme-signature"] = sign(order);
  headers.set("x-acme-signature", sign(order));
  res.setHeader("x-acme-signature", sign(order));
  await fetch("https://acme.test", { headers: { "x-acme-signature": sign(order) } });
  await fetch("https://acme.test", { headers: { [HEADER]: sign(order) } });
}
