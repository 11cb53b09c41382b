import { inngest } from "@/lib/inngest";
export async function POST(req) {
  const event = await verify(req);
  await createUser(event.data);
  await notifyBilling(event.data);
}
async function createUser(data) {
  await inngest.send({ name: "user/created", data }); // error
}
async function notifyBilling(data) {
  await inngest.send({ name: "billing/changed", data }); // error
}
