import { bus, send, track } from "./bus";
export async function paid(order) {
  await send({ name: "order/paid", data: {}, id: crypto.randomUUID() }); // error
  await track("order/paid", {});
  const events = [];
  for (const line of order.lines) {
    events.push({ name: "line/paid", data: {}, id: `${line.id}-${Date.now()}` }); // error
  }
  await bus.send(events);
}
