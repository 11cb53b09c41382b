import { db, rows } from "db";
export async function record(row) {
  await db.insert(rows).values(row);
}
