import { createClient } from "@supabase/supabase-js";
import { Resend } from "resend";
import { inngest } from "./client";
const resend = new Resend(process.env.RESEND_API_KEY);
function admin() {
  return createClient(process.env.URL, process.env.KEY);
}
async function client() {
  return createClient(process.env.URL, process.env.KEY);
}
async function remind(email: string) {
  const text = await textFor(email);
  await resend.emails.send({ to: email, subject: "Hi", text }); // error
}
async function close(id: string) {
  const { data } = await admin().from("tasks").select("done").eq("order", id);
  if (data.every((task) => task.done)) {
    await admin().from("orders").update({ closed: true }).eq("id", id); // error
    console.log("closed", id);
  }
}
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  const db = admin();
  await step.run("mail", async () => {
    await resend.emails.send({ to: event.data.email, subject: "Hi", html: "" }); // error
  });
  await step.run("mark", async () => {
    await db.from("users").update({ told: true }).eq("id", event.data.id); // error
    await db.from("notes").insert({ id: event.data.id });
  });
  await step.run("remind", () => remind(event.data.email));
  await step.run("remove", async () => {
    const served = await client();
    await served.from("users").delete().eq("id", event.data.id); // error
  });
  await step.run("drop", async () => {
    let dropped = 0;
    for (const id of event.data.ids) {
      const { error } = await db.from("teams").delete().eq("id", id); // error
      if (!error) dropped += 1;
    }
    return dropped;
  });
  await step.run("note", async () => {
    const { error } = await db.from("notes").update({ told: true }).eq("id", event.data.id); // error
  });
  await step.run("log", async () => {
    const { error } = await db.from("notes").update({ told: true }).eq("id", event.data.id); // error
    console.log("noted", { error });
  });
  await step.run("keep", async () => {
    await db.storage.from("mails").upload(event.data.id, "text"); // error
  });
  await step.run("invite", async () => {
    await db.auth.admin.inviteUserByEmail(event.data.email); // error
  });
  await step.run("ask", async () => {
    await db.functions.invoke("resize", { body: { id: event.data.id } }); // error
  });
  await step.run("close", () => close(event.data.id));
  await step.run("count", async () => {
    const { data } = await db.from("users").select("id");
    await admin().rpc("count", { by: data.length }); // error
  });
});
