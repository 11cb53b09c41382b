import { inngest } from "./client";
function opening() {
  const now = new Date();
  const next = new Date(now);
  next.setUTCHours(9, 0, 0, 0);
  if (next <= now) next.setUTCDate(next.getUTCDate() + 1);
  return next;
}
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  await step.sleepUntil("opening", opening());
  const now = new Date();
  let next = addDays(now, 1);
  if (next.getTime() <= now.getTime()) {
    // Weekends are skipped as well.
    next = addDays(next, 1);
  }
  while (isWeekend(next)) next = addDays(next, 1);
  await step.sleepUntil("next", next);
  await step.run("b", () => send());
});
