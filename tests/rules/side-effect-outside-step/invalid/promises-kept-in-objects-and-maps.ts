import { inngest } from "./client";
import { db } from "./db";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async (ctx) => {
  const { event, step } = ctx;
  const asked = db.ask();
  const doubled = asked.then((price) => price * 2); // error
  const byShop = {};
  for (const shop of event.data.shops) byShop[shop] = db.shops.find(shop); // error
  await Promise.all(Object.values(byShop));
  const byId = new Map();
  for (const id of event.data.ids) {
    byId.set(id, db.orders.find(id)); // error
  }
  await Promise.all([...byId.values()]);
  await Promise.all([
    db.orders.find(1), // error
    step.run("b", load),
  ]).then(total);
  const keys = await db.keys(); // error
  for (const row of await db.list()) { // error
    await step.run(`row-${row.id}`, () => save(row, keys));
  }
  await doubled;
});
