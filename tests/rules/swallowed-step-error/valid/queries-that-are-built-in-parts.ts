import { PrismaClient } from "@prisma/client";
import { createClient } from "@supabase/supabase-js";
import knex from "knex";
import mongoose from "mongoose";
import { repo } from "some-repository";
import { inngest } from "./client";
const prisma = new PrismaClient();
const supabase = createClient("url", "key");
const sql = knex({});
const User = mongoose.model("User", new mongoose.Schema({}));
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step, logger }) => {
  await step.run("built", async () => {
    const query = supabase.from("notes").select();
    if (event.data.id) query.eq("id", event.data.id);
    const rows = sql("notes");
    if (event.data.id) rows.where("id", event.data.id);
    const users = User.find({});
    if (event.data.limit) users.limit(5);
    return [await query, await rows, await users];
  });
  await step.run("all", async () => {
    await prisma.$transaction([prisma.note.create({ data: {} }), prisma.note.count()]);
    await Promise.all(event.data.ids.map(async (id) => { await repo.save(id); }));
    for (const id of event.data.ids) await repo.save(id);
  });
  await step.run("told", async () => {
    event.data.ids.forEach((id) => logger.info("one", { id }));
    const names: string[] = [];
    event.data.ids.forEach((id) => names.push(String(id)));
    return names;
  });
});
