import { inngest } from "./client";
const EVENTS = { answered: "user/answered" };
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  await sendEvent("user/answered");
  await step.sendEvent("s", { name: EVENTS.answered }); // error
});
