import { inngest } from "./client";

async function loadTaste(user: string) {
  try {
    return await api.taste(user);
  } catch {
    return [];
  }
}

export const a = inngest.createFunction(
  { id: "a", triggers: [{ event: "x/y" }] },
  async ({ event, step }) => {
    await step.run("mail", async () => {
      const user = await users.get(event.data.id).catch(() => null);
      if (!user) throw new Error("no user");
      await mail.send(user.email);
    });
    await step.run("sum-up", async () => {
      const made = await model.ask(event.data.text).catch(() => null);
      if (!made) return `${event.data.count} lines`;
      return made.text;
    });
    const row = await step.run("load", async () => {
      const found = await rows.get(event.data.id).catch(() => null);
      if (!found) return null;
      return found.row;
    });
    if (!row) throw new Error("no row");
    await step.run("every", async () => {
      const orders = await loadTaste(event.data.user);
      for (const order of orders) await keep(order);
      await mail.send(event.data.to, orders);
    });
    await step.run("record", async () => {
      const found = await rows.get(event.data.id).catch(() => null);
      if (!found) {
        await db.failed.create({ data: { id: event.data.id } });
        return;
      }
      await mail.send(found.email);
    });
  },
);
