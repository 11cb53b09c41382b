import { pool } from "./pool";
export async function withTransaction(work) {
  return pool.transaction(async (tx) => work(tx));
}
