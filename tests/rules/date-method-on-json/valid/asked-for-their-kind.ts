import { inngest } from "./client";

export const remind = inngest.createFunction(
  { id: "remind", triggers: [{ event: "cart/left" }] },
  async ({ event, step }) => {
    const cart = await step.run("load", () => carts.find(event.data.cartId));
    const left = event.data.leftAt instanceof Date ? event.data.leftAt.getTime() : 0;
    const seen = cart.seenAt.toISOString?.() ?? cart.seenAt;
    const made = typeof cart.madeAt === "string" ? cart.madeAt : cart.madeAt.toISOString();
    const paid = isDate(cart.paidAt) && cart.paidAt.getTime();
    return [left, seen, made, paid, midnight(cart.dueAt)];
  },
);

function midnight(day: Date | string): Date {
  if (day instanceof Date) {
    return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate()));
  }
  return new Date(day);
}
