import { randomUUID } from "node:crypto";
import { bus } from "./bus";
import { db, queue } from "./others";
const on = { event: "x/y" };
export const a = bus.createFunction({ id: "a" }, on, async ({ step, event, runId }) => {
  await step.sendEvent("one", { name: "a/b", data: {}, id: `digest-${runId}` });
  const { id } = await step.run("make-id", () => ({ id: randomUUID() }));
  await step.sendEvent("two", { name: "a/b", data: {}, id });
  const uuid = await step.run("id", () => randomUUID());
  await step.sendEvent("three", { name: "a/b", id: uuid });
});
export async function create(order) {
  const orderId = randomUUID();
  await db.orders.insert({ id: orderId });
  await bus.send({ name: "order/created", id: `order-created-${orderId}` });
  await bus.send({ name: "a/due", id: `due-${new Date().toISOString().slice(0, 10)}` });
  await bus.send({ name: "a/b", id: `h-${Math.floor(Date.now() / 3_600_000)}` });
  await bus.send({ name: "a/c", id: `at-${new Date(order.at).toISOString()}` });
  await queue.send({ name: "a/b", id: randomUUID() });
}
