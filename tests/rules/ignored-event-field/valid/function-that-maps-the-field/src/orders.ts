import { bus, publish, send } from "./bus";
import { send as post } from "elsewhere";
export async function paid(order) {
  await send({ name: "order/paid", data: {}, idempotencyKey: order.id });
  await publish({ name: "order/paid", data: {}, dedupeKey: order.id });
  await post({ name: "order/paid", data: {}, idempotencyKey: order.id });
  const events = [],
    rows = [];
  for (const line of order.lines) {
    rows.push({ name: line.name, dedupeKey: line.id });
    events.push({ name: "line/paid", data: {}, id: line.id });
  }
  await bus.send(events);
}
