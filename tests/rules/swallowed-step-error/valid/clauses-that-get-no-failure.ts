import { inngest } from "./client";
import { announce } from "./watchers";

async function pull(id: string): Promise<void> {
  try {
    await api.pull(id);
  } catch (error) {
    await db.pulls.update({ where: { id }, data: { status: "failed", reason: String(error) } });
  }
}

export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  await step.run("pull", async () => {
    try {
      await pull(event.data.id);
    } catch (error) {
      console.error("never happens", error);
    }
  });
  await step.run("charge", async () => {
    await db.orders.update({ where: { id: event.data.id }, data: { status: "charged" } });
    const { error } = await supabase.rpc("increment_usage", { account: event.data.account });
    if (error) {
      console.error("not counted", error);
    }
  });
  await step.run("import", async () => {
    const failed: string[] = [];
    for (const row of event.data.rows) {
      try {
        await db.rows.create({ data: row });
      } catch (error) {
        if (!isKnown(error)) {
          failed.push(row.id);
        }
      }
    }
    if (failed.length > 0) throw new Error(`failed: ${failed.join()}`);
  });
  await step.run("show", async () => {
    const row = await db.rows.create({ data: event.data });
    emitChanged(row.id);
    trackCreated(row.id);
  });
});

async function emitChanged(id: string): Promise<void> {
  await announce(id);
}

async function trackCreated(id: string): Promise<void> {
  await announce(id);
}
