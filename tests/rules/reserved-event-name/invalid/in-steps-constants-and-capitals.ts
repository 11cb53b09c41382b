import { eventType } from "inngest";
import { inngest } from "./client";

const PAID = "inngest/order.paid";
const shipped = eventType("Inngest/order.shipped");

export const relay = inngest.createFunction(
  { id: "relay", triggers: [{ event: "order/placed" }] },
  async ({ step }) => {
    await step.sendEvent("paid", { name: PAID, data: {} }); // error
    await step.sendEvent("many", [
      { name: "order/packed", data: {} },
      { name: "INNGEST/order.packed", data: {} }, // error
    ]);
    await step.sendEvent("shipped", shipped.create({})); // error
  },
);
