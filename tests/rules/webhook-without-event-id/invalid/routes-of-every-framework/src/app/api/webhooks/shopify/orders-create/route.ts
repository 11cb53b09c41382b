import { inngest } from "@/lib/inngest";
export const POST = async (req) => {
  await inngest.send({ name: "order/created", data: await req.json() }); // error
};
