import { inngest } from "./client";
export async function remind(orderId: string, minutes: number) {
  await inngest.send({
    name: "order/remind",
    data: { orderId },
    timestamp: Date.now() + minutes * 60_000, // error
  });
  const tomorrow = new Date();
  tomorrow.setDate(tomorrow.getDate() + 1);
  await inngest.send({
    name: "order/expire",
    data: { orderId },
    timestamp: tomorrow.getTime(), // error
  });
}
