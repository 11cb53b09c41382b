import { Inngest } from "inngest";
export const bus = new Inngest({ id: "app" });
export async function send({ name, data, idempotencyKey }) {
  return bus.send({ name, data, id: idempotencyKey });
}
export const publish = ({ dedupeKey, ...event }) => bus.send({ ...event, id: dedupeKey });
