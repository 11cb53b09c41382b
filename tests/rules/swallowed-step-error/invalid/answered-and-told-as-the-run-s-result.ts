import { inngest } from "./client";

async function qualify(id: string) {
  const { data: lead } = await admin.from("leads").select("*").eq("id", id).maybeSingle();
  if (!lead) return { ok: false, reason: "no lead" };
  const { error: failed } = await admin.from("leads").update({ score: 3 }).eq("id", id);
  if (failed) { // error
    console.error(failed.message);
    return { ok: false, reason: "not saved" };
  }
  return { ok: true };
}

export const a = inngest.createFunction(
  { id: "a", triggers: [{ event: "x/y" }] },
  async ({ event }) => {
    const result = await qualify(event.data.id);
    return result;
  },
);
