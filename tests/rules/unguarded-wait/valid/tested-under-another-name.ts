import { inngest } from "./client";
const tied = { event: "x/z", timeout: "1d", match: "data.id" } as const;
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step, logger }) => {
  const first = await step.waitForEvent("first", tied);
  const answer = first;
  if (!answer) return;
  await step.run("use-first", () => use(first.data.by));
  await step.waitForEvent("second", tied).then((reply) => use(reply?.data.by));
  await step.waitForEvent("third", tied).then((reply) => reply && use(reply.data.by));
  let fourth = await step.waitForEvent("fourth", tied);
  if (!fourth) {
    logger.warn("nobody answered");
    fourth = { data: { by: "nobody" } };
  }
  await step.run("use-fourth", () => use(fourth.data.by));
  const fifth = await step.waitForEvent("fifth", tied);
  if (!fifth) {
    logger.warn("nobody answered");
    giveUp();
  }
  await step.run("use-fifth", () => use(fifth.data.by));
  const indexed = await step.waitForEvent("indexed", tied);
  await step.run("use-indexed", () => use(indexed?.["data"]));
  const sixth = await step.waitForEvent("sixth", tied);
  if (!sixth) {
    logger.warn("nobody answered");
    return;
  }
  return sixth.data.by;
});
