import { Cron } from "croner"; // error
import { CronJob } from "cron"; // error
import { inngest } from "./client";
export const job = new CronJob("0 9 * * *", () => send());
export const every = new Cron("0 9 * * *", { timezone: "UTC" }, tick);
export const later = inngest.createFunction(
  { id: "later", triggers: [{ event: "x/y" }] },
  async ({ step }) => {
    await step.run("send", () => send());
  },
);
