import { inngest } from "./client.server";
import { prisma } from "~/db.server";

export const countStock = inngest.createFunction({ id: "count-stock", retries: 2 }, { cron: "0 5 * * 1-5" }, async ({ step }) => {
  try {
    const items = await step.run("load", () => prisma.item.findMany());
    await step.run("count", () => prisma.count.create({ data: { n: items.length } }));
    return { ok: true };
  } catch (error) { // expect: swallowed-step-error
    console.error(error);
    return { ok: false };
  }
});

export const orderStock = inngest.createFunction({ id: "order-stock", retries: 2 }, { event: "stock/low" }, async ({ event, step }) => {
  try {
    await step.run("order", () => prisma.purchase.create({ data: { item: event.data.item } }));
  } catch (error) { // fine: it does something about it, and throws
    await step.run("tell", () => prisma.note.create({ data: { id: "low", text: String(error) } }));
    throw error;
  }
  const results = await Promise.allSettled([step.run("a", () => prisma.item.count()), step.run("b", () => prisma.item.count())]); // fine: of steps, and read
  return results.every((each) => each.status === "fulfilled");
});

export const forgotten = inngest.createFunction({ id: "forgotten-stock", retries: 2 }, { event: "stock/gone" }, async ({ step }) => step.run("a", () => prisma.item.count())); // expect: unregistered-function
