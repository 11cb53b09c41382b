import { codes, isLate, newId, stamped } from "../lib/ids";
import { inngest } from "../lib/inngest";
import { db } from "../lib/services";

export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  const id = newId(); // error
  const order = stamped(event.data.order); // error
  const code = codes.next(); // error
  if (isLate(event.data.due)) return; // error
  await step.run("save", () => db.save(id, order, code));
});
