import { db } from "./db";

export async function finish(row: { id: string }) {
  const at = new Date();
  await db.orders.update({ where: { id: row.id }, data: { at } });
}
