import Stripe from "stripe";
import { prisma } from "~/db.server";

const stripe = new Stripe(process.env.STRIPE_SECRET_KEY!);

export const payments = {
  charge: (orderId: string, cents: number) => stripe.paymentIntents.create({ amount: cents, currency: "eur", metadata: { orderId } }, { idempotencyKey: orderId }),
  async refund(orderId: string) {
    const order = await prisma.order.findUniqueOrThrow({ where: { id: orderId } });
    return stripe.refunds.create({ payment_intent: order.intent! });
  },
  async tryCharge(orderId: string) {
    try {
      return { ok: true as const, intent: await stripe.paymentIntents.create({ amount: 1, currency: "eur" }) };
    } catch (error) { // expect: swallowed-step-error
      return { ok: false as const, error: String(error) };
    }
  },
  fee(cents: number) {
    return Math.ceil(cents * 0.014) + 25;
  },
};
