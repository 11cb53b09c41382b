import { inngest } from "./client";

class Shop {
  async list(user: string) {
    try {
      const answer = await this.client.request(user, { method: "GET", path: "/orders" });
      return answer.orders.map((order) => toOrder(order));
    } catch (error) { // error
      console.error("not listed", error);
      return [];
    }
  }
}

export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  const found = await step.run("look-up", async () => {
    const answer = await directory.search({ query: event.data.raw }).catch(() => null); // error
    const hit = answer?.hits?.[0];
    if (!hit) return { status: "not_found", summary: null };
    await db.hits.upsert(hit);
    return { status: "found", summary: hit.summary };
  });
  await step.run("save", () => db.notes.update({ where: { id: event.data.id }, data: found }));
});

export const b = inngest.createFunction({ id: "b" }, { event: "x/z" }, async ({ event, step }) => {
  const orders = await step.run("list", async () => {
    const shop = new Shop();
    const listed = await shop.list(event.data.user);
    console.log(`got ${listed.length}`);
    return listed.filter((each) => each.open).map((each) => ({ ...each, at: each.at.toISOString() }));
  });
  await step.run("save", async () => {
    for (const order of orders) await db.orders.upsert(order);
  });
});
