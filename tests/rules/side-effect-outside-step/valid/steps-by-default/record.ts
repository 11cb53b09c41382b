import { db, rows } from "db";
export async function record(step, row) {
  await step.run("record", () => db.insert(rows).values(row));
}
