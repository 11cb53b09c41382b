import { RetryAfterError } from "inngest";
import { queue as jobs } from "../lib/client";
import { billing } from "../lib/stripe";
import { chargeInvoice, notifyAll } from "../lib/steps";
import { db } from "../lib/db";
import { mailQueue } from "../lib/queue";

export const charge = jobs.createFunction(
  { id: "charge-invoice", retries: 10, cancelOn: [{ event: "customer/deleted", match: "data.customerId" }] },
  { event: "invoice/created" },
  async (ctx) => {
    const { event } = ctx;
    await chargeInvoice(ctx.step, event.data.invoiceId); // fine: the helper makes steps
    await notifyAll(ctx.step, [event.data.customerId]); // fine: the helper makes steps
    await billing.charge(event.data.invoiceId); // expect: side-effect-outside-step
    ctx.logger.info(billing.label(event.data.invoiceId)); // fine: computes only
    const rows = await ctx.step.run("load", async () => {
      const found = await db.query("select * from invoices where id = $1", [event.data.invoiceId]); // fine: in a step
      return found.rows;
    });
    await db.query("update invoices set seen = true where id = $1", [rows[0].id]); // expect: side-effect-outside-step
    await mailQueue.add("mail", { to: rows[0].email }); // expect: side-effect-outside-step
    await ctx.step.run("rate-limited", async () => {
      const answer = await fetch("https://api.example.com");
      if (answer.status === 429) throw new RetryAfterError("slow down", "30s"); // fine: thrown in a step
      return answer.json();
    });
    return { charged: true };
  },
);
