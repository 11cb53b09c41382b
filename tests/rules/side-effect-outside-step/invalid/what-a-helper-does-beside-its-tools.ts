import { inngest } from "./client";
import { db } from "./db";

async function durable(step, id, work) {
  if (process.env.PLAIN) return work();
  return step.run(id, work);
}
async function after(step, id, work) {
  if (!step) return work();
  await db.lock(id); // error
  return (await step.run(id, work)) ?? work();
}
async function given(step, id, work) {
  if (step) await db.lock(id); // error
  return step ? step.run(id, work) : work();
}
function runner(runtime) {
  return async (id, work) => runtime.runStep?.(id, work) ?? work();
}
export async function ingest({ id, runtime }) {
  const run = runner(runtime);
  await db.begin(id); // error
  await run("save", async () => db.save(id));
}
export async function plain(id, step) {
  if (step) await step.run("save", async () => db.save(id));
  else await db.save(id);
}

export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  await durable(step, "durable", async () => db.save(event.data.id)); // error
  await after(step, "after", async () => db.save(event.data.id)); // error
  await given(step, "given", async () => db.save(event.data.id));
  await ingest({ id: event.data.id, runtime: { runStep: (id, work) => step.run(id, work) } });
  await plain(event.data.id); // error
});
