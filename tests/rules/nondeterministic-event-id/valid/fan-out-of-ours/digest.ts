import { digestSend } from "./events";
import { inngest } from "./client";
export const a = inngest.createFunction(
  { id: "a" },
  { event: "x/y" },
  async ({ event, step, runId }) => {
    const week = await step.run("week", () => weekOf(Date.now()));
    const rows = await step.run("rows", () => findRows());
    await step.sendEvent(
      "one",
      rows.map((row) => digestSend.create({ week }, { id: `digest-${week}-${row.id}` })),
    );
    await step.sendEvent("two", { name: "a/done", data: { ids: rows.map((row) => row.id) } });
    await step.sendEvent("three", { name: "a/done", data: {}, id: `done-${runId}` });
    await step.sendEvent(
      "four",
      rows.map((row, index) => ({ name: "a/b", data: row, id: `b-${week}-${index}` })),
    );
    await step.sendEvent(
      "five",
      rows.map((row) => ({ ...row, name: "a/b" })),
    );
    let number = 0;
    for (const row of rows) {
      number += 1;
      await step.sendEvent(`six-${number}`, { name: "a/b", data: row, id: `b-${week}-${number}` });
    }
    const total = rows.reduce((sum, row) => sum + row.amount, 0);
    await step.sendEvent("seven", { name: "a/total", data: { total, week } });
  },
);
