import { inngest } from "./client";
import { db, knex, orders, supabase } from "./db";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async (ctx) => {
  const { event, step } = ctx;
  let query = supabase.from("orders").select("*");
  if (event.data.since) query = query.gte("at", event.data.since);
  const first = await step.run("load", async () => {
    const { data, error } = await query;
    if (error) throw error;
    return data;
  });
  let rows = db.select().from(orders).$dynamic();
  if (event.data.since) rows = rows.limit(10);
  await step.run("rows", async () => await rows);
  const paid = knex("orders").where({ paid: true });
  await step.run("paid", () => Promise.all([paid, send(first)]));
  const open = supabase.from("orders").select("*");
  await step.run("open", () => open);
});
