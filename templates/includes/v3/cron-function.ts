export const sendWeeklyDigest = inngest.createFunction(
  { id: "send-weekly-digest", retries: 2 },
  { cron: "TZ=Europe/Paris 0 9 * * 1" },
  async ({ step }) => {
    const day = await step.run("read-day", () =>
      new Date().toISOString().slice(0, 10),
    );
    const users = await step.run("load-subscribers", () => db.subscribers());
    const events = users.map(({ userId, email }) => ({
      name: "digest/send" as const,
      data: { userId, email },
      id: `digest-send-${day}-${userId}`,
    }));
    await step.sendEvent("fan-out-digests", events);
    return { sent: users.length };
  },
);
