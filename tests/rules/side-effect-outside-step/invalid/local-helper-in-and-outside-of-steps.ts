import { inngest } from "./client";
import { db } from "./db";

export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  async function status() {
    return db.orders.find(event.data.id);
  }
  const save = async (text: string) => {
    await db.orders.save(text);
  };
  const first = await step.run("status", () => status());
  const again = await status(); // error
  await step.run("save", () => save("b"));
  await save(`${first} ${again}`); // error
});

export const b = inngest.createFunction({ id: "b" }, { event: "x/y" }, async ({ step }) => {
  await step.run("b", () => 1);
  const load = async () => {
    await db.orders.find(1); // error
  };
  await load();
});
