import { inngest } from "./client";
import { dueIn } from "./dates";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  const due = dueIn(3, new Date(event.ts));
  await step.run("store", () => db.orders.update({ due }));
});
