export const sendWeeklyDigest = inngest.createFunction(
  {
    id: "send-weekly-digest",
    retries: 10,
    triggers: [cron("TZ=Europe/Paris 0 9 * * 1")],
  },
  async ({ event, step }) => {
    const week = await step.run("read-week", () => isoWeek(event.ts));
    let after: string | undefined;
    for (let number = 1; ; number += 1) {
      const page = await step.run(`find-page-${number}`, () =>
        db.userIds({ after, limit: 500 }),
      );
      const events = page.ids.map((userId) => {
        const id = `send-digest-${week}-${userId}`;
        return digestSend.create({ userId, week }, { id });
      });
      await step.sendEvent(`send-page-${number}`, events);
      if (!page.next) return;
      after = page.next;
    }
  },
);
