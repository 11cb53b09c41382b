import { inngest } from "./client";
import { approved, approver, approverOrNobody, perhaps } from "./events";
import { read } from "./other";

const wait = { event: "x/approved", timeout: "7d" } as const;

export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  const answer = await step.waitForEvent("wait", wait);
  if (!answer) return "nobody";
  return approver(approved.parse(answer));
});

export const b = inngest.createFunction({ id: "b" }, { event: "x/y" }, async ({ step }) => {
  const answer = await step.waitForEvent("wait", wait);
  return [perhaps.parse(answer), approverOrNobody(answer), read(answer)];
});

export const c = inngest.createFunction({ id: "c" }, { event: "x/y" }, async ({ step }) => {
  const answer = await step.waitForEvent("wait", wait);
  return approved.safeParse(answer).success;
});
