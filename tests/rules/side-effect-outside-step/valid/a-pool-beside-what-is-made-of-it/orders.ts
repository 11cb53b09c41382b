import { inngest } from "./client";
import { db, readOnly } from "./db";

export const orders = inngest.createFunction({ id: "orders" }, { event: "x/y" }, async ({ step }) => {
  const database = db();
  const reader = readOnly();
  await step.run("load", () => reader.select().from("orders"));
  await step.run("mark", () => database.update("orders").set({ seen: true }));
});
