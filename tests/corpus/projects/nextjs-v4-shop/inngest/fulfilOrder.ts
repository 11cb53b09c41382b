import { NonRetriableError } from "inngest";
import { randomUUID } from "node:crypto";
import { db, findOrder, audit, total } from "@/lib/db";
import { sendMail } from "@/lib/mail";
import { inngest } from "@/lib/inngest";
import { orderPlaced, orderPaid, orderShipped } from "@/lib/events";

export const fulfilOrder = inngest.createFunction(
  { id: "fulfil-order", retries: 10, triggers: [orderPlaced] },
  async ({ event, step, logger, runId }) => {
    const order = await step.run("load-order", () => findOrder(event.data.orderId)); // fine: a helper inside a step
    if (!order) throw new NonRetriableError("no such order"); // fine: thrown in the handler
    const cents = total(order.lines); // fine: computes only
    logger.info("fulfilling", { at: new Date(), cents }); // fine: the clock in a log line
    await audit("fulfil", order.userId); // expect: side-effect-outside-step
    const receipt = randomUUID(); // expect: nondeterministic-call
    await step.run("charge", () => charge(order.id, cents, receipt));
    const customer = await db.user.findUnique({ where: { id: order.userId } }); // expect: side-effect-outside-step
    await sendMail(customer.email, "Thank you"); // expect: side-effect-outside-step
    await inngest.send(orderShipped.create({ orderId: order.id })); // expect: unwrapped-send, unreceived-event
    await step.sendEvent("tell-shipping", orderShipped.create({ orderId: order.id }, { id: `shipped-${order.id}` })); // expect: unreceived-event
    const paid = await step.waitForEvent("wait-for-payment", { event: orderPaid, timeout: "2d", if: "async.data.orderId == event.data.orderId" });
    if (!paid) return { paid: false }; // fine: the timeout is handled
    return { paid: paid.data.orderId, finishedAt: Date.now() }; // fine: returned at the very end
  },
);

async function charge(orderId: string, cents: number, key: string) {
  const answer = await fetch("https://pay.example.com/charges", { // fine: only called in a step
    method: "POST",
    headers: { "Idempotency-Key": key },
    body: JSON.stringify({ orderId, cents }),
  });
  if (!answer.ok) throw new Error(`charge failed: ${answer.status}`);
  return (await answer.json()).id;
}
