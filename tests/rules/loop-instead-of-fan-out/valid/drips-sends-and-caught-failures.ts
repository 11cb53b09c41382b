import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  const lessons = await step.run("lessons", () => lessonsOf(event.data.course));
  for (const lesson of lessons) {
    await step.run(`send-${lesson.id}`, () => send(lesson));
    await step.sleep("a-day", "1 day");
  }
  while (event.data.open) {
    const rows = await step.run("next", () => nextRows());
    for (const row of rows) {
      await step.run(`call-${row.id}`, () => call(row));
    }
    await step.sleep("pace", "90s");
  }
  const tasks = await step.run("tasks", () => overdue());
  for (const task of tasks) {
    await step.run(`fire-${task.id}`, async () => {
      await inngest.send({ name: "task/overdue", id: `overdue-${task.id}`, data: { id: task.id } });
    });
  }
  const trials = await step.run("trials", () => ended());
  for (const trial of trials) {
    await step.run(`end-${trial.id}`, () => end(trial)).catch(() => ({ ended: false }));
  }
});
