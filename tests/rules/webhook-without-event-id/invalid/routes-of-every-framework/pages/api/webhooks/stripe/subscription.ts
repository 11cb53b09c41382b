import { inngest } from "@/lib/inngest";
export default async function handler(req, res) {
  await inngest.send({ name: "subscription/changed", data: req.body }); // error
}
