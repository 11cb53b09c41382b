import { inngest } from "@/lib/inngest";
export const received = async (request) => onBounce(await request.json());
async function onBounce(data) {
  await inngest.send({ name: "mail/bounced", data }); // error
}
