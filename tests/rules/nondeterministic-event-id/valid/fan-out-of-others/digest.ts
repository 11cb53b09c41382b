import { digestSend } from "./events";
import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step, runId }) => {
  const week = await step.run("week", () => weekOf(Date.now()));
  const rows = await step.run("rows", () => findRows());
  await step.sendEvent(
    "one",
    rows.map((row) => ({ name: "a/b", data: { userId: row.id } })),
  );
  await step.sendEvent(
    "two",
    rows.map((row) => digestSend.create({ week, userId: row.id })),
  );
  for (const row of rows) {
    const { userId } = row;
    await step.sendEvent(`three-${userId}`, { name: "a/b", data: { userId } });
  }
  const events = [];
  for (const row of rows) events.push({ name: "a/b", data: { userId: row.id } });
  await step.sendEvent("four", events);
  await step.run("five", () => inngest.send(rows.map((row) => ({ name: "a/b", data: row }))));
});
