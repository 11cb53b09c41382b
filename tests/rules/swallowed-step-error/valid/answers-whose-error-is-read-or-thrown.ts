import { createClient } from "@supabase/supabase-js";
import { Resend } from "resend";
import knex from "knex";
import { inngest } from "./client";
const resend = new Resend(process.env.RESEND_API_KEY);
const db = createClient(process.env.URL, process.env.KEY);
const tables = knex({ client: "pg" });
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  await step.run("mail", async () => {
    const { error } = await resend.emails.send({ to: event.data.email, subject: "Hi", html: "" });
    if (error) throw new Error(error.message);
  });
  const answer = await step.run("answer", () => resend.emails.send({ to: event.data.email }));
  if (answer.error) throw new Error(answer.error.message);
  await step.run("drop", async () => {
    const { error } = await db.from("teams").delete().eq("id", event.data.id);
    if (!error) return;
    await db.from("teams").update({ gone: true }).eq("id", event.data.id).throwOnError();
  });
  const open = await step.run("open", async () => {
    const { data: sent, error } = await db.from("mails").select("id").eq("to", event.data.email);
    if (error) console.warn("not counted", error);
    return (sent?.length || 0) < 5;
  });
  if (!open) return;
  await step.run("fail", async () => {
    if (event.data.email) return;
    await db.from("users").update({ told: false }).eq("id", event.data.id);
    throw new Error("nobody to tell");
  });
  await step.run("mark", async () => {
    await db.from("users").update({ told: true }).eq("id", event.data.id).throwOnError();
    await tables.from("users").update({ told: true }).where("id", event.data.id);
    await db.channel("users").send({ type: "broadcast", event: "told" });
  });
});
