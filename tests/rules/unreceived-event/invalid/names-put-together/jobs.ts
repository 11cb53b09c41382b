import { inngest } from "./client";
import { DONE, FAILED, named } from "./events";

export const a = inngest.createFunction({ id: "a" }, { event: "sync/failed" }, async ({ step }) => {
  await step.sendEvent("failed", { name: FAILED, data: {} });
  await step.sendEvent("done", { name: DONE, data: {} }); // error
  await step.sendEvent("named", { name: named("failed"), data: {} });
  await step.sendEvent("named-wrong", { name: named("fialed"), data: {} }); // error
});
