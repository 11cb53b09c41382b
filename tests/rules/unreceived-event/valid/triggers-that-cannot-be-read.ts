import { inngest } from "./client";
import { NAMES } from "@acme/names";
export const make = (event) => inngest.createFunction({ id: event }, { event }, run);
export const b = make(["mail", "sent"].join("/"));
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  await step.waitForEvent("w", { event: NAMES[process.argv[2]], timeout: "1d" });
  await step.sendEvent("r", { name: "mail/sent" });
  await step.sendEvent("s", { name: "order/placed" });
  await step.sendEvent("t", { name: "x/ys" });
});
