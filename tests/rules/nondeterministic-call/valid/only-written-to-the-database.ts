import { inngest } from "./client";
import { db, jobs } from "./db";
async function mark(id) {
  await db.update(jobs).set({ id, at: new Date() });
}
async function close(id) {
  const at = new Date();
  console.log(`closed at ${at}`);
  await db.update(jobs).set({ id, at });
}
async function touch(id, at) {
  await db.update(jobs).set({ id, at });
}
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  await db.update(jobs).set({ at: new Date() }).where(open);
  await mark(1);
  await close(1);
  await touch(1, new Date());
  await db.transaction(async (tx) => {
    const key = crypto.randomUUID();
    await tx.save(key);
  });
  await step.run("b", () => send());
});
