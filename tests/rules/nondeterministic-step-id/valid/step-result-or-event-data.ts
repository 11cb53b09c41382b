import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async (ctx) => {
  const { step, event } = ctx;
  const now = await step.run("now", () => Date.now());
  const id = "job-" + now;
  await step.run(id, load);
  await step.run(`b-${event.data.id}`, () => Date.now());
});
