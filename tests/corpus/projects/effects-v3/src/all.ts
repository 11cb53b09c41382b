import fs from "node:fs/promises";
import { readFileSync } from "fs";
import OpenAI from "openai";
import { createClient } from "@supabase/supabase-js";
import { drizzle } from "drizzle-orm/node-postgres";
import { eq } from "drizzle-orm";
import mongoose from "mongoose";
import nodemailer from "nodemailer";
import Redis from "ioredis";
import twilio from "twilio";
import { PrismaClient } from "@prisma/client";
import { jobLog } from "./log";
import { users } from "./schema";
import { inngest } from "./inngest";
import { Slack } from "./slack";

const openai = new OpenAI();
const supabase = createClient(process.env.URL!, process.env.KEY!);
const db = drizzle(process.env.DATABASE_URL!);
const mailer = nodemailer.createTransport({ host: "localhost" });
const redis = new Redis();
const prisma = new PrismaClient();
const sms = twilio("sid", "token");
const Post = mongoose.model("Post", new mongoose.Schema({}));

export const embed = inngest.createFunction({ id: "embed", retries: 3 }, { event: "doc/added" }, async ({ event, step, logger }) => {
  const { data: doc, error } = await supabase.from("docs").select("*").eq("id", event.data.id).single(); // expect: side-effect-outside-step
  if (error) throw error; // fine: the handler throws
  const vector = await openai.embeddings.create({ model: "small", input: doc.text }); // expect: side-effect-outside-step
  const saved = await step.run("save", async () => {
    const { error } = await supabase.from("vectors").insert({ id: doc.id, vector: vector.data[0].embedding }); // fine: in a step
    if (error) throw new Error(error.message);
    return doc.id;
  });
  const chunks = doc.text.split("\n\n").filter((part: string) => part.length > 10); // fine: computes only
  logger.debug(`chunks ${chunks.length} of ${saved}`); // fine: a log line
  await jobLog.info(`${chunks.length} chunks`); // fine: a log line
  await prisma.auditLog.create({ data: { docId: doc.id } }); // expect: side-effect-outside-step
  const posted = await prisma.blog.findFirst({ where: { docId: doc.id } }); // expect: side-effect-outside-step
  await step.run("audit", () => prisma.auditLog.create({ data: { posted } })); // fine: in a step
  await Promise.all(chunks.map((chunk: string) => openai.embeddings.create({ model: "small", input: chunk }))); // expect: side-effect-outside-step
  await step.ai.wrap("complete", openai.chat.completions.create, { model: "x", messages: [] }); // fine: a step of its own
  return saved;
});

export const report = inngest.createFunction({ id: "report", retries: 3 }, { event: "report/asked" }, async ({ event, step }) => {
  const [user] = await db.select().from(users).where(eq(users.id, event.data.userId)); // expect: side-effect-outside-step
  const template = readFileSync("template.html", "utf8"); // expect: side-effect-outside-step
  const text = await fs.readFile("/tmp/report.txt", "utf8"); // expect: side-effect-outside-step
  const cached = await redis.get(`report:${user.id}`); // expect: side-effect-outside-step
  if (cached) return JSON.parse(cached); // fine: computes only
  const html = template.replace("{text}", text); // fine: computes only
  await step.run("mail", () => mailer.sendMail({ to: user.email, html }));
  await mailer.sendMail({ to: "boss@example.com", html }); // expect: side-effect-outside-step
  await sms.messages.create({ to: user.phone, body: "done" }); // expect: side-effect-outside-step
  const posts = await Post.find({ author: user.id }).sort({ at: -1 }).limit(5); // expect: side-effect-outside-step
  const titles = posts.map((post) => post.title); // fine: computes only
  await new Slack().post(titles.join(", ")); // expect: side-effect-outside-step
  await db.transaction(async (tx) => { // expect: side-effect-outside-step
    await tx.insert(users).values({ id: "1" }); // fine: the transaction is reported
  });
  redis.set("seen", "1").catch(() => {}); // expect: side-effect-outside-step
  void fetch("https://ping.example.com"); // expect: side-effect-outside-step
});

export const noSteps = inngest.createFunction({ id: "no-steps", retries: 3 }, { event: "user/created" }, async ({ event }) => {
  const response = await fetch(`https://crm.example.com/${event.data.id}`, { method: "POST" }); // expect: side-effect-outside-step
  const body = await response.json(); // fine: reads the answer of what is reported
  const now = new Date(); // fine: without a step there is no replay
  return { body, now };
});

export const loops = inngest.createFunction({ id: "loops", retries: 3 }, { event: "loop/started" }, async ({ event, step }) => {
  let cursor: string | undefined;
  let pages = 0;
  do {
    const page = await step.run(`page-${pages}`, () => listPage(cursor)); // fine: numbered pages
    await step.sendEvent(`send-${pages}`, page.ids.map((id: string) => ({ name: "user/created", data: { id }, id: `user-${id}` }))); // fine: one event per item
    cursor = page.next;
    pages += 1; // fine: changed in the handler
  } while (cursor);
  const found: string[] = [];
  for (const id of event.data.ids) {
    const item = await step.run("load", () => listPage(id)); // fine: a repeated id is counted by the SDK
    found.push(item.next); // fine: changed in the handler
  }
  return found;
});

async function listPage(cursor?: string) {
  const answer = await fetch(`https://api.example.com?after=${cursor ?? ""}`); // fine: only called in steps
  return (await answer.json()) as { ids: string[]; next?: string };
}
