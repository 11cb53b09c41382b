export const sendWeeklyDigest = inngest.createFunction(
  { id: "send-weekly-digest", retries: 10 },
  { cron: "TZ=Europe/Paris 0 9 * * 1" },
  async ({ event, step }) => {
    const week = await step.run("read-week", () => isoWeek(event.ts));
    let after: string | undefined;
    for (let number = 1; ; number += 1) {
      const page = await step.run(`find-page-${number}`, () =>
        db.userIds({ after, limit: 500 }),
      );
      const events = page.ids.map((userId) => ({
        name: "digest/send" as const,
        data: { userId, week },
        id: `send-digest-${week}-${userId}`,
      }));
      await step.sendEvent(`send-page-${number}`, events);
      if (!page.next) return;
      after = page.next;
    }
  },
);
