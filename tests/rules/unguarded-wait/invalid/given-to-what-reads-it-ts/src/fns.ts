import { inngest } from "./client";
import { approved, approver, by } from "./events";

const wait = { event: "x/approved", timeout: "7d" } as const;

export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  const answer = await step.waitForEvent("wait", wait); // error
  return approver(answer!);
});

export const b = inngest.createFunction({ id: "b" }, { event: "x/y" }, async ({ step }) => {
  const answer = await step.waitForEvent("wait", wait); // error
  return approved.parse(answer).data.by;
});

export const c = inngest.createFunction({ id: "c" }, { event: "x/y" }, async ({ step }) => {
  const answer = await step.waitForEvent("wait", wait); // error
  return by(answer as never);
});
