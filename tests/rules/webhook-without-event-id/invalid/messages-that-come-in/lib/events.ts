import { inngest } from "./inngest";
export async function sendPaid(orderId: string) {
  await inngest.send({ name: "order/paid", data: { orderId } }); // error
}
