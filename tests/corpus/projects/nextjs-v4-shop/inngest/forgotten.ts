import { inngest } from "@/lib/inngest";
import { orderPaid } from "@/lib/events";
import { db } from "@/lib/db";

export const closeOrder = inngest.createFunction(
  { id: "close-order", retries: 3, triggers: [orderPaid] }, // expect: unregistered-function
  async ({ event, step }) => {
    await step.run("close", () => db.order.update({ where: { id: event.data.orderId }, data: { open: false } }));
  },
);

export const closeAgain = inngest.createFunction(
  { id: "send-digest", triggers: [orderPaid] }, // expect: duplicate-function-id, implicit-retries
  async ({ event, step }) => {
    await step.run("outer", async () => {
      await db.order.update({ where: { id: event.data.orderId }, data: { open: false } });
      await step.run("inner", () => db.order.count()); // expect: nested-step
    });
    await step.run("tell", async () => {
      await step.sendEvent("told", orderPaid.create({ orderId: "1" })); // expect: nested-step
    });
  },
);
