import { Inngest } from "inngest";
export async function POST() {
  await new Inngest({ id: "shop" }).send({ name: "order/placed" }); // error
}
