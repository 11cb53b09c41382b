import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async (ctx) => {
  const { event, step } = ctx;
  const users = await step.run("load", () => load());
  for (const [place, region] of ["eu", "us"].entries()) {
    await step.run(`sync-${place}`, () => sync(region, users));
  }
  for (const [name, value] of Object.entries(event.data.checks)) {
    await step.run(`check-${name}`, () => check(value));
  }
  for (const batch of chunk(users, 100)) {
    await step.run(`batch-${batch.first}`, () => sendAll(batch));
  }
});
