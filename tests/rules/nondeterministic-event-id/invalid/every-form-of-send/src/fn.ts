import { eventType } from "inngest";
import { randomUUID } from "node:crypto";
import * as uuid from "uuid";
import { bus } from "./bus";
const paid = eventType("invoice/paid");
const on = { event: "x/y" };
export const a = bus.createFunction({ id: "a" }, on, async ({ step, event }) => {
  await step.sendEvent("one", { name: "a/b", data: {}, id: randomUUID() }); // error
  await step.sendEvent("two", paid.create({}, { id: "p-" + uuid.v4() })); // error
  const suffix = Math.random().toString(36);
  await step.sendEvent(
    "three",
    event.data.ids.map((each) => ({
      name: "a/b",
      data: { each },
      id: `${each}-${suffix}`, // error
    })),
  );
});
export async function again() {
  const id = `x-${new Date().toISOString()}`;
  await bus.send([
    { name: "a/b", id }, // error
    { name: "a/c", id: "fixed" },
    { name: "a/d", id: "t" + new Date().getTime() }, // error
  ]);
}
