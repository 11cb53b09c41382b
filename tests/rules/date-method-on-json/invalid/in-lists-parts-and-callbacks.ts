import { inngest } from "./client";

export const report = inngest.createFunction(
  { id: "report", triggers: [{ event: "report/asked" }] },
  async (ctx) => {
    const { step } = ctx;
    const rows = await step.run("load", () => db.rows.all());
    const { paidAt } = await step.run("one", () => db.rows.first());
    const days = rows.map((row) => row.createdAt.toISOString().slice(0, 10)); // error
    const last = rows[rows.length - 1].createdAt.getFullYear(); // error
    const first = rows[0];
    for (const row of rows) {
      await step.run(`row-${row.id}`, () => save(row.createdAt.toLocaleDateString())); // error
    }
    const asked = ctx.event.data.at.getTime(); // error
    const answer = await step.waitForEvent("wait", { event: "a/b", timeout: "1d" });
    if (answer) await step.run("tell", () => tell(answer.data.at.toUTCString())); // error
    return { days, last, asked, first: first.createdAt.getDay(), paid: paidAt.getDate() }; // error
  },
);
