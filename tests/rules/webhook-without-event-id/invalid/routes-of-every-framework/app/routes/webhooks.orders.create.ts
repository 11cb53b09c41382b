import { inngest } from "@/lib/inngest";
export const action = async ({ request }) => {
  await inngest.send({ name: "order/created", data: await request.json() }); // error
};
