import { inngest } from "./client";
import { db } from "./db";

async function early(step, id, work) {
  if (!step) return work();
  return step.run(id, work);
}
async function late(step, id, work) {
  if (step?.run) return step.run(id, work);
  return await work();
}
async function chosen(step, id, work) {
  return step ? step.run(id, work) : work();
}
async function otherwise(step, id, work) {
  return step?.run(id, work) ?? work();
}
async function compared(tools, id, work) {
  const isDurable = tools.step !== undefined && tools.step.run !== null;
  if (isDurable) {
    return tools.step.run(id, work);
  } else {
    await db.save(id);
    return work();
  }
}
function runner(runtime) {
  if (runtime?.runStep) return async (id, work) => runtime.runStep?.(id, work) ?? work();
  return async (_id, work) => work();
}
async function load(id, run) {
  return run("load", async () => db.load(id));
}
export async function ingest({ id, runtime }) {
  const run = runner(runtime);
  await run("save", async () => {
    await db.save(id);
  });
  return load(id, run);
}

export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  const save = async () => db.save(event.data.id);
  await early(step, "early", save);
  await late(step, "late", save);
  await chosen(step, "chosen", save);
  await otherwise(step, "otherwise", save);
  await compared({ step }, "compared", save);
  await ingest({ ...event.data, runtime: { runStep: async (id, work) => step.run(id, work) } });
});
