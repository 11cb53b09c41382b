import { eventType } from "inngest";
import { bus, EVENTS } from "./bus";
const shipped = eventType("order/shipped");
const on = { event: EVENTS.placed };
export const a = bus.createFunction({ id: "a" }, on, async ({ step }) => {
  await step.sendEvent("one", { name: EVENTS.lost, data: {} }); // error
  await step.sendEvent("two", [
    { name: EVENTS.placed },
    { name: "Order.Placed" }, // error
    shipped.create({}), // error
  ]);
  await step.run("three", () => bus.send({ name: "audit/written" })); // error
});
