import { inngest } from "./client";
const tied = { event: "x/z", timeout: "1d", match: "data.id" } as const;
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step, logger }) => {
  const first = await step.waitForEvent("first", tied);
  if (first) {
    await step.run("use-first", () => use(first.data.by));
  }
  await step.run("close", close);
  const second = await step.waitForEvent("second", tied);
  let isKnown = false;
  if (second) {
    isKnown = true;
  }
  if (isKnown) await step.run("use-second", () => use(second.data.by));
  const third = await step.waitForEvent("third", tied);
  if (third) {
    await step.run("note-third", () => note(third.data.by));
  }
  const by = third ? third.data.by : "nobody";
  const fourth = await step.waitForEvent("fourth", tied);
  if (fourth?.data.ok !== false) {
    logger.info("not refused");
  }
  await step.run("use-fourth", () => use(fourth?.data.by ?? by));
  let fifth = await step.waitForEvent("fifth", tied);
  while (!fifth) fifth = await step.waitForEvent("fifth-again", tied);
  if (fifth) {
    await step.run("note-fifth", () => note(fifth.data.by));
  }
  await step.run("use-fifth", () => use(fifth.data.by));
  const sixth = await step.waitForEvent("sixth", tied);
  const found: string[] = [];
  if (sixth) {
    found.push(sixth.data.by);
  }
  if (found.length > 0) await step.run("use-sixth", () => use(sixth.data.by));
  const seventh = await step.waitForEvent("seventh", tied);
  if (!seventh) {
    await step.run("give-up", () => {
      throw new NonRetriableError("nobody answered");
    });
  }
  await step.run("use-seventh", () => use(seventh.data.by));
  const eighth = await step.waitForEvent("eighth", tied);
  if (eighth) {
    await step.run("note-eighth", () => note(eighth.data.by));
  }
  if (await step.run("is-closed", isClosed)) return;
  await step.run("use-eighth", () => use(eighth.data.by));
});
export const b = inngest.createFunction({ id: "b" }, { event: "x/y" }, async ({ step }) => {
  const answer = await step.waitForEvent("answer", tied);
  try {
    await step.run("use", () => use(answer.data.by));
  } catch {
    return { status: "timed out" };
  }
  return { status: "answered" };
});
