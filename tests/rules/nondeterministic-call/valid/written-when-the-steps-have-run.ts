import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  const result: Result = { id: event.data.id };
  if (result.id) await step.run("save", () => save(result));
  result.finishedAt = new Date().toISOString();
  return result;
});
export const b = inngest.createFunction({ id: "b" }, { event: "x/y" }, async ({ event, step }) => {
  let at = event.data.at;
  await step.run("save", async () => {
    await save(event.data.id, at);
  });
  at = Date.now();
  return { at };
});
