import { inngest } from "./client";

export const plan = inngest.createFunction(
  { id: "plan", triggers: [{ cron: "0 9 * * *" }] },
  async ({ step }) => {
    const day = dayOf(new Date()); // error
    return runDay(step, day);
  },
);

export const direct = inngest.createFunction(
  { id: "direct", triggers: [{ cron: "0 9 * * *" }] },
  async ({ step }) => runDay(step, crypto.randomUUID()), // error
);

export const after = inngest.createFunction(
  { id: "after", triggers: [{ cron: "0 9 * * *" }] },
  async ({ step }) => {
    const day = await step.run("day", () => dayOf(new Date()));
    const done = await runDay(step, day);
    return told(done, new Date());
  },
);

async function runDay(step, day) {
  await step.run("save", () => db.days.create(day));
  return step.run("mail", () => mail.send(day));
}

function dayOf(at) {
  return at.toISOString().slice(0, 10);
}

function told(done, at) {
  return { done, at };
}
