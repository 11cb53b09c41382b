import type { GetStepTools } from "inngest";
import type { queue } from "./client";
import { billing } from "./stripe";
import { db } from "./db";

type Tools = GetStepTools<typeof queue>;

// Gets `step`, so what it awaits are steps.
export async function chargeInvoice(step: Tools, invoiceId: string) {
  const charge = await step.run("charge-invoice", () => billing.charge(invoiceId)); // fine: a step in a helper
  await step.run("store-charge", () => db.query("insert into charges values ($1)", [charge.id])); // fine: a step in a helper
  return charge;
}

export async function notifyAll(tools: Tools, ids: string[]) {
  await Promise.all(ids.map((id) => tools.run(`notify-${id}`, () => db.query("notify $1", [id])))); // fine: steps in parallel
  await db.query("update stats set notified = true"); // expect: side-effect-outside-step
}
