export const sendWeeklyDigest = inngest.createFunction(
  {
    id: "send-weekly-digest",
    retries: 2,
    triggers: [cron("TZ=Europe/Paris 0 9 * * 1")],
  },
  async ({ step }) => {
    const day = await step.run("read-day", () =>
      new Date().toISOString().slice(0, 10),
    );
    const users = await step.run("load-subscribers", () => db.subscribers());
    const events = users.map(({ userId, email }) => {
      const id = `digest-send-${day}-${userId}`;
      return digestSend.create({ userId, email }, { id });
    });
    await step.sendEvent("fan-out-digests", events);
    return { sent: users.length };
  },
);
