import { inngest } from "./client";

async function suggest(id: string) {
  const { data: materials } = await supabase.from("materials").select("*").eq("id", id);
  const rows = (materials ?? []).map(make);
  if (rows.length === 0) return { created: 0, scanned: materials.length };
  const { error } = await supabase.from("suggestions").upsert(rows);
  if (error) { // error
    console.error("not upserted", error.message);
    return { created: 0, scanned: materials.length };
  }
  return { created: rows.length, scanned: materials.length };
}

export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  const result = await step.run("suggest", () => suggest(event.data.id));
  if (result.created > 0) {
    await step.run("tell", () => mail.send(event.data.id));
  }
  const read = await step.run("read", async () => {
    if (!event.data.id) return { pages: 0 };
    try {
      await api.read(event.data.id);
      return { pages: 1 };
    } catch (error) { // error
      console.error(error);
      return { pages: 0 };
    }
  });
  if (read.pages > 0) {
    await step.run("index", () => search.index(event.data.id));
  }
  const history = await step.run("history", async () => {
    const { error } = await supabase.from("daily").upsert(event.data.rows);
    if (error) { // error
      console.error("not upserted", error.message);
      return { upserted: 0 };
    }
    return { upserted: event.data.rows.length };
  });
  console.log(`done: ${history?.upserted ?? 0} rows`);
  const started = await step.run("start", async () => {
    let query = supabase.from("sources").select("id");
    if (event.data.id) {
      query = query.eq("id", event.data.id);
    }
    const { data, error } = await query;
    if (error) { // error
      console.error("not loaded", error);
      return [];
    }
    return data.map((row) => row.id);
  });
  for (const id of started) await step.run(`start-${id}`, () => api.start(id));
});
