import { NonRetriableError, StepError } from "inngest";
import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  // Nobody misses a picture: the report is sent without.
  try {
    await step.run("draw", () => draw());
  } catch {}
  try {
    await step.run("warm", () => warm());
  } catch (error) {
    // The cache is warmed by the first reader, too.
    console.warn(error);
  }
  await step.run("hint", () => hint()).catch(() => {}); // a hint, no more
  let sent = true;
  try {
    await step.run("push", () => push());
  } catch {
    sent = false;
  }
  try {
    await step.run("charge", () => charge());
  } catch (error) {
    if (!(error instanceof StepError)) throw error;
    await step.run("refund", () => refund());
  }
  for (const id of event.data.ids) {
    try {
      await step.run(`one-${id}`, () => one(id));
    } catch {
      continue;
    }
  }
  try {
    await step.run("last", () => last());
  } catch (error) {
    throw new NonRetriableError("no last", { cause: error });
  }
  return { sent };
});
