import { inngest } from "./client";
import { dueIn, startOf } from "./dates";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  const due = dueIn(3); // error
  const start = startOf(undefined); // error
  await step.run("store", () => db.orders.update({ due, start }));
});
