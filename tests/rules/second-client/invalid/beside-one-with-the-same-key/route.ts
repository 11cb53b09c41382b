import { Inngest } from "inngest";
export async function POST() {
  const own = new Inngest({ id: "shop", eventKey: process.env.INNGEST_EVENT_KEY! }); // error
  await own.send({ name: "x/y", data: {} });
}
