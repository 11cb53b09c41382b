import { Cron } from "croner";
import { CronTime } from "cron";
import { inngest } from "./client";
export const due = inngest.createFunction(
  { id: "due", triggers: [{ cron: "* * * * *" }] },
  async ({ step }) => {
    await step.run("find", async () => {
      const job = new Cron("0 9 * * *", { paused: true });
      const later = new CronTime("0 9 * * *").sendAt();
      return [job.nextRun(), new Cron("0 9 * * *").nextRuns(3), later];
    });
  },
);
