import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  const now = new Date(); // error
  const next = new Date(now);
  if (next <= now) await step.run("late", () => send());
  const soon = new Date(); // error
  if (soon.getHours() > 9) soon.setDate(soon.getDate() + 1);
  else await step.run("early", () => send());
  let due = new Date(); // error
  let late = false;
  if (due > limit) late = true;
  if (late) await step.run("tell", () => send());
});
