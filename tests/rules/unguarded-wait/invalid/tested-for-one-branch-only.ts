import { inngest } from "./client";
const tied = { event: "x/z", timeout: "1d", match: "data.id" } as const;
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step, logger }) => {
  const first = await step.waitForEvent("first", tied); // error
  if (first) {
    await step.run("note-first", () => note(first.data.by));
  }
  await step.run("use-first", () => use(first.data.by));
  const second = await step.waitForEvent("second", tied); // error
  if (second !== null && second.data.ok) {
    const by = second.data.by;
    logger.info(by);
  }
  const all = await step.run("load", load);
  const { by } = second.data;
  const third = await step.waitForEvent("third", tied); // error
  if (!third) {
    await step.run("expire", () => db.orders.expire(all));
    logger.warn("nobody answered");
  }
  await step.sendEvent("tell", { name: "x/told", data: { by, ok: third.data.ok } });
  try {
    const fourth = await step.waitForEvent("fourth", tied); // error
    await step.run("use-fourth", () => use(fourth.data.by));
  } catch (error) {
    throw new Error("no answer", { cause: error });
  }
});
