import { attempt, ProviderError, standIn } from "@/lib/services/provider";

/** Money in minor units: 1999 of `eur` is 19.99 €. A float loses cents. */
export type Money = { amount: number; currency: string };

/** The provider gets `key` as its idempotency key, and takes or gives the money once. */
export type Charge = Money & { customerId: string; key: string };
export type Refund = Money & { chargeId: string; key: string };

const made = new Map<string, string>();

/** Stands in for your payment provider, on the console. */
export const paymentsProvider = {
  async charge(charge: Charge): Promise<string> {
    return book("charge", charge.customerId, charge, charge.key);
  },

  async refund(refund: Refund): Promise<string> {
    return book("refund", refund.chargeId, refund, refund.key);
  },
};

function book(what: string, of: string, money: Money, key: string): string {
  standIn("lib/services/payments.ts");
  const id = made.get(key) ?? `${what}-${made.size + 1}`;
  if (!made.has(key)) {
    console.info(`${what} of ${of}: ${money.amount} ${money.currency}`);
  }
  made.set(key, id);
  return id;
}

function checkAmount({ amount }: Money): void {
  if (!Number.isSafeInteger(amount) || amount <= 0) {
    throw new ProviderError(400, `${amount} is not an amount in minor units`);
  }
}

/** Takes money and gives the ID of the charge. */
export async function charge(wanted: Charge): Promise<string> {
  return attempt(async () => {
    checkAmount(wanted);
    return paymentsProvider.charge(wanted);
  });
}

/** Gives money back and gives the ID of the refund. */
export async function refund(wanted: Refund): Promise<string> {
  return attempt(async () => {
    checkAmount(wanted);
    return paymentsProvider.refund(wanted);
  });
}
