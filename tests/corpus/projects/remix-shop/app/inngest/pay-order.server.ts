import { NonRetriableError } from "inngest";
import { inngest } from "./client.server";
import { prisma } from "~/db.server";
import { payments } from "~/services/payments.server";
import { Clock, addDays, isExpired, today } from "~/services/clock.server";

export const payOrder = inngest.createFunction(
  { id: "pay-order", retries: 10, onFailure: async ({ event, step }) => {
    await step.run("mark-failed", () => prisma.order.update({ where: { id: event.data.event.data.orderId }, data: { state: "failed" } })); // fine: in a step
  } },
  { event: "order/placed" },
  async ({ event, step, logger }) => {
    const day = today(); // expect: nondeterministic-call
    const now = Clock.now(); // expect: nondeterministic-call
    const due = addDays(new Date(event.data.placedAt), 14); // fine: from the event
    if (day > event.data.until || now > due) return;
    if (isExpired(event.data.until)) return; // expect: nondeterministic-call
    const start = Clock.startOf(new Date(event.ts!)); // fine: from the event
    const fee = payments.fee(event.data.cents); // fine: computes only
    const intent = await payments.charge(event.data.orderId, event.data.cents + fee); // expect: side-effect-outside-step
    await step.run("charge", () => payments.charge(event.data.orderId, event.data.cents)); // fine: in a step
    await step.run("try-charge", () => payments.tryCharge(event.data.orderId));
    const tried = await step.run("try-again", () => payments.tryCharge(event.data.orderId)); // fine: the outcome is read
    if (!tried.ok) throw new NonRetriableError(tried.error);
    await prisma.$transaction([ // expect: side-effect-outside-step
      prisma.order.update({ where: { id: event.data.orderId }, data: { state: "paid" } }),
      prisma.event.create({ data: { id: intent.id } }),
    ]);
    const orders = prisma.order.findMany({ where: { day } }); // expect: side-effect-outside-step
    logger.info("orders", { count: (await orders).length, at: now }); // fine: said where it is built
    await step.run("list", async () => (await prisma.order.findMany()).map((order) => order.id)); // fine: in a step
    await step.sleepUntil("until-due", addDays(start, 14)); // fine: from the event
    await step.sleepUntil("until-due-again", due);
    return { at: new Date().toISOString() }; // fine: returned at the very end
  },
);
