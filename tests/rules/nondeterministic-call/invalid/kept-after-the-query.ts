import { inngest } from "./client";
import { db, jobs, retry } from "./db";
async function mark(id) {
  const at = new Date();
  await db.update(jobs).set({ id, at });
  return at;
}
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  const at = new Date(); // error
  await db.update(jobs).set({ at });
  const marked = await mark(1); // the step it needs keeps the date too
  let key;
  await db.transaction(async (tx) => {
    key = crypto.randomUUID(); // error
    await tx.save(key);
  });
  await step.run("b", () => send(at, key, marked));
});
