import { bus as queue } from "./bus";
import { paid } from "./events";
const event = { name: "invoice/paid", data: {}, idempotency_key: "a" }; // error
const on = { event: "x/y" };
export const a = queue.createFunction({ id: "a" }, on, async ({ step, event: e }) => {
  const idempotencyKey = `a-${e.data.id}`;
  await step.sendEvent("one", [
    { name: "a/b", data: {}, dedupeKey: "b" }, // error
    { name: "a/c", data: {}, idempotencyKey }, // error
  ]);
  await step.sendEvent("two", paid.create({}, { idempotencyKey: "x" })); // error
  await step.sendEvent(
    "map",
    e.data.ids.map((id) => ({
      name: "a/b",
      data: { id },
      "idempotencyKey": id, // error
    })),
  );
});
export const send = () => queue.send(event);
