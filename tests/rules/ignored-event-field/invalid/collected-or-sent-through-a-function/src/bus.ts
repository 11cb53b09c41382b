import { Inngest } from "inngest";
export const bus = new Inngest({ id: "app" });
export async function send(payload: Parameters<typeof bus.send>[0]) {
  return bus.send(payload);
}
