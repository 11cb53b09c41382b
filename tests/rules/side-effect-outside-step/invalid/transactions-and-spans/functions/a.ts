import { inngest } from "../lib/inngest";
import { withTransaction } from "../lib/db";
import { db } from "../lib/client";
import { mail, store, withSpan } from "../lib/services";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  await db.transaction(async (tx) => { // error
    const order = await store.find(1, tx);
    await store.save({ ...order, paid: true }, tx);
    await mail.send(order);
  });
  await withTransaction(async (tx) => { // error
    await store.save(1, tx);
  });
  await withSpan("save", async (span) => {
    await store.save(1, span); // error
  });
  await step.run("b", () => mail.send(1));
});
