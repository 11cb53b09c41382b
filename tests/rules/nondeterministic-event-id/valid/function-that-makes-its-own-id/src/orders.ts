import { bus, send } from "./bus";
export async function paid(order) {
  await send({ name: "order/paid", data: {}, id: crypto.randomUUID() });
  const events = [],
    rows = [];
  for (const line of order.lines) {
    rows.push({ id: crypto.randomUUID(), line });
    events.push({ name: "line/paid", data: {}, id: `line-paid-${line.id}` });
  }
  await bus.send(events);
}
