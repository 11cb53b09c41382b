import { inngest } from "./client";
import { db, knex, orders, supabase } from "./db";
async function load(since) {
  let query = db.select().from(orders).$dynamic();
  if (since) query = query.limit(since);
  return await query;
}
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async (ctx) => {
  const { event, step } = ctx;
  let query = supabase.from("orders").select("*");
  if (event.data.since) query = query.gte("at", event.data.since);
  const { data } = await query; // error
  const paid = knex("orders").where({ paid: true });
  const open = knex("orders").where({ paid: false });
  await Promise.all([
    paid, // error
    step.run("b", () => send(data)),
  ]);
  const base = supabase.from("orders").select("*");
  const { count } = await base.limit(1); // error
  const rows = await load(10); // error
  const later = db.orders.find(1); // error
  await step.run("c", () => send(open, count, rows));
  await later;
});
