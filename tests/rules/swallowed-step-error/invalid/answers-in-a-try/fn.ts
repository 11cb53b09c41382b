import { createClient } from "@supabase/supabase-js";
import { Resend } from "resend";
import { inngest } from "./client";
import { store } from "./store";
const resend = new Resend(process.env.RESEND_API_KEY);
async function remember(id: string) {
  await store.from("seen").insert({ id }); // error
  return await load(id);
}
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  await step.run("tried", async () => {
    try {
      await resend.emails.send({ to: event.data.email, subject: "Hi" }); // error
    } catch (error) {
      throw new Error("no mail", { cause: error });
    }
  });
  const synced = await step.run("sync", async () => {
    try {
      for (const each of await load(event.data.id)) {
        await store.from("leads").update({ status: each.status }).eq("id", each.id); // error
      }
    } catch (error) { // error
      console.error("not synced", error);
      return { failed: true };
    }
    return { failed: false };
  });
  logger.info("synced", synced);
  await step.run("remember", () => remember(event.data.id));
  await step.run("given", () => store.from("leads").update({ a: 1 }).eq("id", event.data.id)); // error
  await step.run("both", async () => {
    await Promise.all([store.from("a").upsert({ a: 1 }), audit(event.data.id)]); // error
  });
  await step.run("silent", async () => {
    const { data: rows, error } = await store.from("leads").select("id").eq("open", true);
    if (error || !rows || rows.length === 0) return; // error
    await tell(rows);
  });
  await step.run("one-kind", async () => {
    const { error } = await store.rpc("increment", { id: event.data.id });
    if (error) { // error
      if (error.code === "42883") {
        await store.from("counts").update({ n: 1 }).eq("id", event.data.id).throwOnError();
      } else {
        console.error("not counted", error);
      }
    }
  });
});
