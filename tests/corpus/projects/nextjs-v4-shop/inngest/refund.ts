import { inngest } from "@/lib/inngest";
import { db } from "@/lib/db";
import { refundApproved, refundAsked } from "@/lib/events";
import { sendMail } from "@/lib/mail";

export const refund = inngest.createFunction(
  { id: "refundOrder", retries: 10, triggers: [refundAsked] }, // expect: function-id-format
  async ({ event, step }) => {
    const approval = await step.waitForEvent("wait-approval", { event: refundApproved, timeout: "7d" }); // expect: uncorrelated-wait, unguarded-wait
    await step.waitForEvent("paid-out", { event: refundApproved, timeout: "2d", if: `event.data.orderId == "${event.data.orderId}"` }); // expect: uncorrelated-wait
    await step.waitForEvent("booked", { event: refundApproved, timeout: "2d", if: `async.data.orderId == "${event.data.orderId}"` }); // fine: `async` is the awaited event
    await step.run("refund", () => db.refund.create({ data: { orderId: approval.data.orderId } }));
    await step.run("Mail customer", () => sendMail("a@example.com", "Refunded")); // expect: step-id-format
    await step.sleep("cool-down", "1h30m"); // expect: invalid-duration
    await step.sleep("short", "90m"); // fine: one number and one unit
    await step.sleep(`retry-${Date.now()}`, "1d"); // expect: nondeterministic-step-id
    step.run("log", () => db.log.create({ data: { refund: event.data.orderId } })); // expect: unawaited-step
    let tries = 0;
    await step.run("count", async () => {
      tries++; // expect: mutation-in-step
      return db.refund.count();
    });
    return tries;
  },
);
