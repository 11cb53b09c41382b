import { inngest } from "./client";
import { announce } from "./watchers";

async function pull(id: string): Promise<void> {
  try {
    await api.pull(id);
  } catch (error) {
    await db.pulls.update({ where: { id }, data: { status: "failed", reason: String(error) } });
    throw error;
  }
}

async function push(id: string): Promise<void> {
  try {
    await api.push(id);
  } catch (error) { // error
    console.error(error);
  }
}

export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  await step.run("pull", async () => {
    try {
      await pull(event.data.id);
    } catch (error) { // error
      console.error("not pulled", error);
    }
  });
  await step.run("push", async () => {
    try {
      await push(event.data.id);
    } catch (error) {
      console.error("never happens", error);
    }
  });
  await step.run("charge", async () => {
    await db.orders.update({ where: { id: event.data.id }, data: { status: "charged" } });
    const { error } = await supabase.rpc("settle_invoice", { account: event.data.account });
    if (error) { // error
      console.error("not settled", error);
    }
  });
  await step.run("import", async () => {
    const failed: string[] = [];
    for (const row of event.data.rows) {
      try {
        await db.rows.create({ data: row });
      } catch (error) { // error
        if (isRefused(error)) {
          failed.push(row.id);
        }
      }
    }
    if (failed.length > 0) throw new Error(`failed: ${failed.join()}`);
  });
  await step.run("show", async () => {
    const row = await db.rows.create({ data: event.data });
    sendChanged(row.id); // error
  });
});

async function sendChanged(id: string): Promise<void> {
  await announce(id);
}
