import { inngest } from "./client";

async function loadOrders(day: string) {
  try {
    return await api.orders(day);
  } catch (error) { // error
    console.error(error);
    return [];
  }
}

async function wishesOf(user: string) {
  try {
    return await db.wishes.find(user);
  } catch (error) { // error
    console.error(error);
    return null;
  }
}

async function notify(user: string) {
  const wishes = await wishesOf(user);
  if (!wishes) return;
  await mail.send(user, wishes);
}

export const a = inngest.createFunction(
  { id: "a", triggers: [{ event: "x/y" }] },
  async ({ event, step }) => {
    await step.run("mail", async () => {
      const user = await users.get(event.data.id).catch(() => null); // error
      if (!user) return;
      await mail.send(user.email);
    });
    const found = await step.run("search", async () => {
      let hits = null;
      try {
        hits = await index.search(event.data.text);
      } catch (error) { // error
        console.error(error);
      }
      if (!hits || hits.length === 0) return { status: "not_found", hits: [] };
      await db.hits.create({ data: hits });
      return { status: "found", hits };
    });
    await step.run("all", async () => {
      for (const id of event.data.ids) {
        const row = await rows.get(id).catch(() => null); // error
        if (row === null) continue;
        await mail.send(row.email);
      }
    });
    await step.run("every", async () => {
      const orders = await loadOrders(event.data.day);
      for (const order of orders) {
        await mail.send(order.email);
      }
    });
    await step.run("every-open", async () => {
      const orders = await loadOrders(event.data.day);
      if (orders.length === 0) return;
      await tell(orders);
    });
    await step.run("notify", async () => {
      await notify(event.data.id);
    });
    await step.run("save", () => db.save(found.status));
  },
);
