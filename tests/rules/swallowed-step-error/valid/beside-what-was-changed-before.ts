import { inngest } from "./client";

async function approveAll(ids: string[]) {
  const approved = await db.update(payrolls).set({ status: "approved" }).returning();
  for (const row of approved) {
    try {
      const user = await db.users.findFirst({ where: { id: row.userId } });
      await mail.send(user.email);
    } catch (error) {
      console.error(error);
    }
  }
  return approved.length;
}

async function announce(job: Job) {
  const tasks = [
    (async () => {
      try {
        await db.jobs.update({ where: { id: job.id }, data: { announced: true } });
      } catch (error) {
        await db.failures.create({ data: { id: job.id } });
      }
    })(),
    (async () => {
      try {
        await feed.add(job);
      } catch (error) {
        await db.failures.create({ data: { id: job.id } });
      }
    })(),
  ];
  await Promise.allSettled(tasks);
}

async function endOf(meeting: Meeting) {
  const planned = normalize(meeting.end);
  try {
    const found = await calendar.find(meeting.id);
    if (found) return found.end;
  } catch (error) {
    console.warn(error);
  }
  return planned;
}

export const a = inngest.createFunction(
  { id: "a", triggers: [{ event: "x/y" }] },
  async ({ event, step }) => {
    await step.run("approve", () => approveAll(event.data.ids));
    await step.run("announce", () => announce(event.data.job));
    const end = await step.run("end", () => endOf(event.data.meeting));
    const given = await step.run("warm-up", async () => {
      try {
        return await warmUp(event.data.id);
      } catch (error) {
        return { success: false, skipped: false, error: String(error) };
      }
    });
    if (!given.success && !given.skipped) throw new Error(`${given.error} ${end}`);
    await step.run("sum-up", async () => {
      let text = null;
      try {
        text = await model.ask(event.data.text);
      } catch (error) {
        console.warn(error);
      }
      await db.rows.update({ where: { id: event.data.id }, data: { read: true } });
      if (text) await db.sums.create({ data: { text } });
    });
  },
);
