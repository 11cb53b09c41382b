import { inngest } from "./client";
import { load } from "./db";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  const at = new Date();
  const rows = await step.run("load", () => load());
  if (rows.length === 0) {
    await step.sendEvent("none", { name: "a/none", data: { at } });
    return { at };
  }
  if (rows.length === 1) {
    await step.sendEvent("one", { name: "a/one", data: { at, id: event.data.id } });
  } else {
    await step.sendEvent("many", { name: "a/many", data: { at } });
  }
});
export const b = inngest.createFunction({ id: "b" }, { event: "x/y" }, async ({ event, step }) => {
  for (const id of event.data.ids) {
    const until = new Date(Date.now() + 1000);
    await step.sleepUntil(`until-${id}`, until);
  }
  const traceId = crypto.randomUUID();
  await step.sendEvent("sent", { name: "a/b", data: { id: traceId } });
});
