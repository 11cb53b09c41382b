import { inngest } from "./client";
const started = Date.now();
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async (ctx) => {
  const { event, step, logger } = ctx;
  const begin = Date.now();
  const due = new Date(event.data.due);
  const until = new Date(Date.now() + 1000);
  await step.sleepUntil("until", until);
  await step.sleepUntil("due", new Date(Date.now() + 1000));
  const now = await step.run("now", () => Date.now());
  const { at } = await step.run("at", async () => {
    const at = new Date();
    return { at };
  });
  console.log(`took ${Date.now() - begin} ms`);
  logger.info("done", { at: new Date() });
  if (!due) throw new Error(`no date at ${Date.now()}`);
  return { finishedAt: new Date().toISOString() };
});
