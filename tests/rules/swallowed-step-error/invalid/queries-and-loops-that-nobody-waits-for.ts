import { PrismaClient } from "@prisma/client";
import { createClient } from "@supabase/supabase-js";
import { drizzle } from "drizzle-orm/node-postgres";
import mongoose from "mongoose";
import { repo } from "some-repository";
import { inngest } from "./client";
const prisma = new PrismaClient();
const db = drizzle("postgres://localhost");
const supabase = createClient("url", "key");
const User = mongoose.model("User", new mongoose.Schema({}));
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  await step.run("each", async () => {
    event.data.ids.forEach(async (id) => {
      await prisma.note.create({ data: { id } }); // error
    });
  });
  await step.run("each-of-another-package", async () => {
    event.data.ids.forEach(async (id) => {
      const row = await repo.load(id); // error
      await repo.save(row);
    });
  });
  await step.run("lazy", async () => {
    prisma.note.create({ data: {} }); // error
    db.insert(notes).values({ id: 1 }); // error
    supabase.from("notes").insert({ id: 1 }); // error
    User.updateOne({ name: "a" }, { name: "b" }); // error
  });
  await step.run("eager", async () => {
    User.create({ name: "a" }); // error
  });
});
