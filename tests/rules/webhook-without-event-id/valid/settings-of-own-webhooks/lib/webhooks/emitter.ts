import { inngest } from "@/lib/inngest";
export async function onOrderPaid(order) {
  await inngest.send({ name: "webhook/order.paid", data: { order } });
}
