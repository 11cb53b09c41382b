import { inngest } from "./client";
import { db } from "./db";
async function isActive(email: string) {
  const { error } = await db.from("opens").insert({ email });
  if (error) console.error(error);
  return await lookUp(email);
}
async function openAll(ids: string[]) {
  const found = [];
  for (const id of ids) {
    const { data, error } = await db.from("files").select("url").eq("id", id);
    if (error) {
      console.error(error);
      continue;
    }
    found.push(...data);
  }
  return found;
}
async function urlOf(id: string) {
  const { data } = await db.from("files").select("url").eq("id", id).single();
  await db.from("files").update({ seen: true }).then(({ error }) => {
    if (error) console.error(error);
  });
  return data.url;
}
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  await step.run("throws", async () => {
    const { error } = await db.rpc("add", { by: 1 });
    if (error) {
      console.error(error);
      throw new Error(error.message);
    }
  });
  const user = await step.run("find", async () => {
    const { data, error } = await db.from("users").select("id").single();
    if (error) {
      console.error(error);
      return null;
    }
    return data;
  });
  if (!user) return { skipped: true };
  await step.run("missing", async () => {
    const { data, error } = await db.from("users").select("id");
    if (error) console.error(error);
    if (!data) throw new Error("no users");
    await touch(data);
  });
  await step.run("told-apart", async () => {
    const { data, error } = await db.from("users").select("id").single();
    if (error && error.code !== "PGRST116") throw error;
    if (error) return null;
    return data.id;
  });
  const count = await step.run("another-way", async () => {
    const { data, error } = await db.rpc("next");
    if (!error && data !== null) return data;
    const { data: row } = await db.from("counts").select("value");
    return row?.value;
  });
  await step.run("recorded", async () => {
    const { error } = await mail.emails.send({ to: user.id, count });
    if (error) {
      await db.from("mails").update({ status: "failed" });
      return;
    }
    await db.from("mails").update({ status: "sent" });
  });
  const sent = await step.run("collected", async () => {
    const failed: string[] = [];
    for (const each of event.data.all) {
      const { error } = await db.from("mails").insert(each);
      if (error) failed.push(each.id);
    }
    return failed;
  });
  if (sent.length > 0) await step.run("report", () => tell(sent));
  const parsed = await step.run("parsed", async () => {
    const { data, error } = await schema.safeParseAsync(event.data);
    if (error) {
      console.error(error);
      return [];
    }
    return data;
  });
  const outcome = await step.run("told", async () => {
    const { error } = await db.from("mails").insert(parsed);
    if (error) return { ok: false, why: error.message };
    return { ok: true };
  });
  if (!outcome.ok) await step.run("give-up", () => tell(outcome));
  await step.run("handed-on", async () => {
    const { error } = await db.from("mails").insert(parsed);
    if (error) report(error);
  });
  await step.run("no-clause", async () => {
    const { error } = await db.from("mails").insert(parsed);
    return error ? "failed" : "sent";
  });
  await step.run("not-there", async () => {
    const { data, error } = await db.from("plans").select("id").eq("id", event.data.id).single();
    if (error || !data) {
      console.warn("no such plan");
      return;
    }
    await run(data.id);
  });
  await step.run("claim", async () => {
    for (const post of event.data.posts) {
      const claim = await db.from("claims").insert({ key: post.id });
      if (claim.error) continue; // somebody else has it
      await publish(post);
    }
  });
  await step.run("one-kind", async () => {
    const { error } = await db.from("signals").insert({ id: event.data.id });
    if (error) {
      if (error.code !== "23505") throw error;
      console.warn("there", error.message);
    }
  });
  await step.run("for-one-kind", async () => {
    const { error } = await db.from("signals").insert({ id: event.data.id });
    if (error && error.code === "23505") console.log("there", error.message);
    else if (error) throw error;
  });
  await step.run("tidied-up", async () => {
    await db.from("notes").insert({ id: event.data.id }).throwOnError();
    if (await isFresh(event.data.id)) return;
    const { error: cleanupError } = await db.from("notes").delete().eq("id", event.data.id);
    if (cleanupError) console.warn(cleanupError.message);
  });
  await step.run("else", async () => {
    const { error } = await db.from("signals").insert({ id: event.data.id });
    if (!error) console.log("signed");
    else if (error.code === "23505") console.log("there");
    else throw new Error(error.message);
  });
  await step.run("else-recorded", async () => {
    const { error } = await db.from("signals").insert({ id: event.data.id });
    if (!error) console.log("signed");
    else await db.from("failures").insert({ id: event.data.id, why: error.message });
  });
  await step.run("open", async () => tell(await openAll(event.data.ids)));
  await step.run("beside", () => isActive(user.id));
  await step.run("url", () => urlOf(user.id));
});
