import { inngest } from "./client.server";
import { prisma } from "~/db.server";
import { payments } from "~/services/payments.server";

const RefundStep = { Load: "load-order", Refund: "refund" } as const;

export const refundOrder = inngest.createFunction(
  { id: "refund-order", retries: 10 },
  { event: "order/refunded" },
  async ({ event, step }) => {
    const order = await step.run(RefundStep.Load, () => prisma.order.findUniqueOrThrow({ where: { id: event.data.orderId } }));
    let refunded = false;
    const notes: Record<string, string> = {};
    await step.run(RefundStep.Refund, async () => {
      await payments.refund(order.id);
      refunded = true; // expect: mutation-in-step
      notes[order.id] = "done"; // expect: mutation-in-step
      const local = { count: 0 };
      local.count += 1; // fine: a local of the step
      return local;
    });
    if (refunded) await step.run("note", () => prisma.note.create({ data: { id: order.id, text: notes[order.id] ?? "" } }));
    const day = order.createdAt.toISOString(); // expect: date-method-on-json
    await step.run("mail-later", async () => {
      setTimeout(() => prisma.note.deleteMany(), 60_000);
      await prisma.note.count();
    });
    await step.run("parallel", async () => {
      await Promise.all([1, 2].map((n) => prisma.note.create({ data: { id: String(n), text: day } }))); // fine: all are waited for
    });
    await step.run("dropped", async () => {
      [1, 2].forEach(async (n) => {
        await prisma.note.create({ data: { id: String(n), text: day } }); // expect: swallowed-step-error
      });
    });
    await step.run("fallback", async () => {
      try {
        return await payments.refund(order.id);
      } catch { // fine: another way follows
        return await prisma.note.create({ data: { id: order.id, text: "by hand" } });
      }
    });
    await step.run("release", async () => {
      const lock = await prisma.lock.create({ data: { id: order.id } });
      try {
        await payments.refund(order.id);
      } finally { // fine: tidies up, and the error goes on
        await prisma.lock.delete({ where: { id: lock.id } });
      }
    });
    return step.run("last", () => prisma.note.findMany().catch(() => [])); // expect: swallowed-step-error
  },
);
