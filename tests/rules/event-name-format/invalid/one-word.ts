import { inngest } from "./client";
export async function POST() {
  await inngest.send({ name: "event", data: {} }); // error
}
