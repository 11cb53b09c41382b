import { inngest } from "./client";

export const report = inngest.createFunction(
  { id: "report", triggers: [{ event: "report/asked" }] },
  async ({ step }) => {
    const count = await step.run("load", async () => years(await db.rows.all()).length);
    const rows = await step.run("rows", () => db.rows.all());
    const read = rows.map((row) => ({ at: new Date(row.at) }));
    return [count, years(read), ...spread(1, ...rows)];
  },
);

function years(rows) {
  return rows.map((row) => row.at.getFullYear());
}

function spread(first, ...rows) {
  return rows.map((row) => new Date(row.at).getFullYear() + first);
}
