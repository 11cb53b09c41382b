import { bus, send } from "./bus";
export async function paid(order) {
  await send({ name: "order/paid", data: {}, idempotencyKey: order.id }); // error
  const events = [];
  for (const line of order.lines) {
    events.push({ name: "line/paid", data: {}, dedupeKey: line.id }); // error
  }
  await bus.send(events);
}
