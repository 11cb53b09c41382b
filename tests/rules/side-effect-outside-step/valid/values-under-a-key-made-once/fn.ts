import { inngest } from "./client";
import { mailSettings, smsSettings } from "./settings";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  const sender = event.data.sms ? smsSettings().sender : mailSettings().sender;
  await step.run("send", () => send(sender, event.data));
});
