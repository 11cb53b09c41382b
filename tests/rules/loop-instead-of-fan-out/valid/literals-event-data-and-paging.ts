import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async (ctx) => {
  const { event, step } = ctx;
  for (const region of ["eu", "us"]) {
    await step.run(`sync-${region}`, () => sync(region));
  }
  for (const id of event.data.ids) {
    await step.run(`check-${id}`, () => check(id));
  }
  let cursor = null;
  do {
    cursor = await step.run("page", () => load(cursor));
    await step.sendEvent("send-page", cursor.events);
  } while (cursor);
});
