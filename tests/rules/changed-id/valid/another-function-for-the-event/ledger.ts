import { inngest } from "./client";

export const book = inngest.createFunction(
  { id: "book-payment", triggers: [{ event: "order/paid" }] },
  async ({ event, step }) => {
    for (const entry of event.data.entries) {
      await step.run(`book-${entry.account}`, () => ledger.book(entry, { currency: "EUR" }));
    }
    await step.sendEvent("tell", { name: "ledger/booked", data: { count: 1 } });
  },
);
