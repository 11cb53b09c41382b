import { inngest } from "./client";
export async function POST(request: Request) {
  const { orderId, minutes } = await request.json();
  await inngest.send({
    name: "order/remind",
    data: { orderId, delay: minutes },
    delay: `${minutes}m`, // error
  });
  await inngest.send([
    {
      name: "order/expire",
      data: { orderId },
      runAt: new Date(Date.now() + minutes * 60_000), // error
    },
    { name: "order/expire", data: { orderId, startAt: "9:00" }, ts: Date.now() + 1000 },
  ]);
}
