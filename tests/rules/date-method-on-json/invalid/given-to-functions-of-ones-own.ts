import { inngest } from "./client";
import type { Row } from "./rows";

export const report = inngest.createFunction(
  { id: "report", triggers: [{ event: "report/asked" }] },
  async ({ step }) => {
    const rows = (await step.run("load", () => db.rows.all())) as unknown as Row[];
    const paid = rows.filter((row) => row.paid);
    for (const row of paid) {
      await step.run(`tell-${row.id}`, () => tell(row.createdAt.toISOString())); // error
    }
    return overlaps(paid.slice(0, 5), 3);
  },
);

function overlaps(rows: Row[], most: number) {
  const found = [];
  for (let i = 0; i < Math.min(most, rows.length); i++) {
    const row = rows[i]!;
    found.push(row.createdAt.toISOString().slice(0, 10)); // error
  }
  for (const row of rows) found.push(row.createdAt.getTime()); // error
  return found;
}
