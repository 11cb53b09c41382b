import { cron } from "inngest";
import { inngest } from "@/lib/inngest";
import { db } from "@/lib/db";
import { sendMail } from "@/lib/mail";
import { digestDue } from "@/lib/events";

export const sendDigests = inngest.createFunction(
  { id: "send-weekly-digest", retries: 2, triggers: [cron("TZ=Europe/Paris 0 9 * * 1")] },
  async ({ step, runId }) => {
    const ids = await step.run("load-users", () => db.user.findMany({ select: { id: true } }));
    await step.sendEvent("fan-out", ids.map(({ id }) => digestDue.create({ userId: id }, { id: `digest-${runId}-${id}` }))); // fine: from the run and the item
  },
);

export const monday = inngest.createFunction(
  { id: "monday-9am", retries: 2, triggers: [cron("0 9 * * 7")] }, // expect: cron-name, invalid-cron
  async ({ step, event }) => {
    const users = await step.run("load-users", () => db.user.findMany());
    for (const user of users) {
      await step.run(`mail-${user.id}`, () => sendMail(user.email, "Digest")); // expect: loop-instead-of-fan-out
    }
    return event.data.userId; // expect: cron-event-data
  },
);

export const sendDigest = inngest.createFunction(
  { id: "send-digest", retries: 5, triggers: [digestDue], concurrency: { limit: 5 } },
  async ({ event, step }) => {
    const user = await step.run("load-user", () => db.user.findUnique({ where: { id: event.data.userId } }));
    await step.run("send", async () => {
      try {
        return await sendMail(user.email, "Digest");
      } catch (error) { // expect: swallowed-step-error
        console.error(error);
      }
    });
    await step.run("note", async () => {
      try {
        await db.note.create({ data: { id: user.id } });
      } catch (error) { // fine: it throws again
        console.error("note failed", error);
        throw error;
      }
    });
  },
);
