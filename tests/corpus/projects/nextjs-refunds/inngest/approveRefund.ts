import { inngest } from "@/lib/inngest";
import { refundAnswered, refundAsked } from "@/lib/events";
import { payBack } from "@/lib/payments";

export const approveRefund = inngest.createFunction(
  { id: "approve-refund", retries: 10, triggers: [refundAsked], singleton: { key: "event.data.refundId", mode: "skip" } }, // fine: the event has it
  async ({ event, step }) => {
    const answer = await step.waitForEvent("wait-for-answer", {
      event: refundAnswered,
      timeout: "2d",
      if: "async.data.refundID == event.data.refundId", // expect: unknown-event-field
    });
    if (answer === null) return "expired";
    await step.run("pay-back", () => payBack(event.data.refundId));
    return "paid";
  },
);
