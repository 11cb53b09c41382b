import { Inngest } from "inngest";
const inngest = new Inngest({ name: "Shop" });
export const remind = inngest.createFunction({ name: "A" }, { event: "x/y" }, async ({ step }) => {
  await step.sleep("24h");
  await step.sendEvent({ name: "x/reminded", data: {} });
});
