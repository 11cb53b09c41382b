import { inngest } from "./client";

async function sort(id: string) {
  const rows = await db.rows.findMany({ where: { id } });
  if (rows.length === 0) return { sorted: 0, failed: 0 };
  try {
    await db.rows.sort(rows);
  } catch (error) {
    console.error(error);
    return { sorted: 0, failed: rows.length };
  }
  return { sorted: rows.length, failed: 0 };
}

export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  const sorted = await step.run("sort", () => sort(event.data.id));
  if (sorted.failed > 0) throw new Error("not sorted");
  const read = await step.run("read", async () => {
    if (!event.data.id) return { ok: false, pages: 0 };
    try {
      await api.read(event.data.id);
      return { ok: true, pages: 1 };
    } catch (error) {
      console.error(error);
      return { ok: false, pages: 0 };
    }
  });
  if (!read.ok) throw new Error("not read");
  const loaded = await step.run("load", async () => {
    let query = supabase.from("sources").select("id");
    if (event.data.id) {
      query = query.eq("id", event.data.id);
    }
    const { data, error } = await query;
    if (error) {
      console.error("not loaded", error);
      throw error;
    }
    return data;
  });
  return { loaded };
});
