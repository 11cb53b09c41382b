import { inngest } from "./client";
import { db } from "./db";
function say(text: string, why: string) {
  if (process.env.LOUD) console.error(text, why);
}
async function archive(id: string) {
  const { error } = await db.from("orders").update({ archived: true }).eq("id", id);
  if (error) { // error
    console.error(error);
    return;
  }
}
async function copyAll(rows: Row[]) {
  let copied = 0;
  for (const row of rows) {
    const { error } = await db.from("copies").insert(row);
    if (error) { // error
      console.error(error.message);
      continue;
    }
    copied += 1;
    if (row.isNew) {
      const { error: failed } = await db.from("news").insert(row);
      if (failed) console.error(failed.message); // error
      else copied += 1;
    }
  }
  return { copied };
}
async function countOpen() {
  const { count, error } = await db.from("orders").select("id");
  if (error) { // error
    console.error("count failed", error.message);
    return 0;
  }
  return count;
}
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  await step.run("add", async () => {
    const { error } = await db.rpc("add", { by: 1 });
    if (error) console.error(error); // error
  });
  await step.run("link", async () => {
    const { error: failed } = await db.from("clicks").update({ used: true });
    if (failed !== null) { // error
      console.warn(`no link: ${failed.message}`);
    }
    await touch(event.data.id);
  });
  const rows = await step.run("load", async () => {
    const { data, error } = await db.from("mails").select("address");
    if (error || !data || data.length === 0) { // error
      console.error("none", error);
      return [];
    }
    return data.map((row) => row.address);
  });
  await step.run("whole", async () => {
    const answer = await mail.emails.send({ to: rows[0] });
    if (answer.error) { // error
      console.error(answer.error);
    }
  });
  await step.run("each", async () => {
    for (const row of rows) {
      const [{ error }] = await Promise.all([db.from("seen").insert(row), pause()]);
      if (error) { // error
        console.error(error);
        continue;
      }
      await tell(row);
    }
  });
  await step.run("then", () =>
    db.from("seen").insert(rows).then(({ error }) => {
      if (error) console.error(error); // error
    }),
  );
  await step.run("capture", async () => {
    const { data, error } = await db.from("runs").insert({ id: event.id }).select("id").single();
    if (error || !data) { // error
      Sentry.captureException(error);
      return;
    }
    await start(data.id);
  });
  await step.run("touch", async () => {
    const { data: page, error } = await db
      .from("pages")
      .update({ seen: true })
      .eq("id", event.data.id)
      .select("id")
      .single();
    if (error) { // error
      console.error(error);
    }
    if (page) await db.from("views").insert({ page: page.id });
  });
  let refreshed = 0;
  await step.run("refresh", async () => {
    for (const id of event.data.ids) {
      const { error } = await db.rpc("refresh", { id });
      if (error) say("not refreshed", error.message); // error
      else refreshed += 1;
    }
  });
  await step.run("add-new", async () => {
    for (const id of event.data.ids) {
      const { error } = await db.from("signals").insert({ id });
      if (error) { // error
        if (/duplicate/i.test(error.message)) continue;
        console.error(error.message);
      }
    }
  });
  await step.run("but-for-one-kind", async () => {
    const { error } = await db.from("finds").insert({ id: event.data.id });
    if (error && error.code !== "23505") console.error(error.message); // error
  });
  await step.run("revert", async () => {
    const { error: revertError } = await db.from("finds").update({ state: "reverted" });
    if (revertError) console.error(revertError.message); // error
  });
  let added = 0;
  await step.run("find", async () => {
    for (const id of event.data.ids) {
      const { error } = await db.from("finds").insert({ id });
      if (!error) added++; // error
      else if (error.code === "23505") {
        // there
      } else {
        console.error(error.message);
      }
    }
  });
  await step.run("sign", async () => {
    const { error } = await db.from("signs").insert({ id: event.data.id });
    if (error === null) console.log("signed"); // error
    else console.error(error.message);
  });
  await step.run("copy", () => copyAll(rows));
  await step.run("publish", async () => {
    const { error } = await db.from("notes").upsert({ id: event.data.id, status: "active" });
    if (error) console.error(error); // error
  });
  await step.run("archive", () => archive(event.data.id));
  await step.run("count", () => countOpen());
});
export const b = inngest.createFunction({ id: "b" }, { event: "x/z" }, async ({ event, step }) => {
  const moved = await step.run("move", async () => {
    const { error } = await db.from("stages").update({ done: true }).eq("id", event.data.id);
    if (error) return error.message; // error
    return "moved";
  });
  return moved;
});
