import { inngest } from "./client";

export const a = inngest.createFunction(
  { id: "a", triggers: [{ event: "x/y" }] },
  async ({ event, step }) => {
    await step.run("refund", async () => {
      let refund = `none_${event.data.id}`;
      try {
        const made = await payments.refund(event.data.payment);
        refund = made.id;
      } catch (error) { // error
        console.error(error);
      }
      await db.refunds.create({ data: { refund, status: "refunded" } });
    });
  },
);
