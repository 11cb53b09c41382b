import { Inngest } from "inngest";
export const bus = new Inngest({ id: "app" });
export async function send({ name, data }) {
  return bus.send({ name, data, id: `${name}-${data.orderId}` });
}
