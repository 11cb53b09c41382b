import { inngest } from "./client";
export async function placed(order: { id: string; createdAt: Date }, minutes: number) {
  const sentAt = new Date();
  await inngest.send([
    { name: "order/placed", data: { id: order.id }, timestamp: Date.now() },
    { name: "order/placed", data: { id: order.id }, timestamp: sentAt.getTime() },
    { name: "order/placed", data: { id: order.id }, timestamp: order.createdAt.getTime() },
    { name: "order/placed", data: { id: order.id, timestamp: Date.now() + minutes * 60_000 } },
    { name: "order/remind", data: { id: order.id }, ts: Date.now() + minutes, timestamp: minutes },
    { name: "order/placed", data: { id: order.id }, timestamp: "at " + order.createdAt },
  ]);
}
