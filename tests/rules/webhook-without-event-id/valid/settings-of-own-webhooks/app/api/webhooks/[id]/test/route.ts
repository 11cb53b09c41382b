import { inngest } from "@/lib/inngest";
export async function POST(req) {
  await inngest.send({ name: "webhook/test.requested", data: {} });
}
