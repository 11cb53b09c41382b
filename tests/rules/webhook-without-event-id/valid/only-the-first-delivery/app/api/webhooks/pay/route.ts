import { inngest } from "@/lib/inngest";
import { claimDelivery, recordOnce, wasSeen } from "@/lib/deliveries";
export async function POST(request) {
  const event = await request.json();
  switch (event.type) {
    case "dispute": {
      if (!(await recordOnce(event.id))) break;
      await inngest.send({ name: "pay/disputed", data: event });
      break;
    }
    case "paid":
      if (await claimDelivery(event.id)) {
        await inngest.send({ name: "pay/paid", data: event });
      }
      break;
    case "failed":
      if (!(await wasSeen(event.id))) await inngest.send({ name: "pay/failed", data: event });
  }
  return new Response();
}
