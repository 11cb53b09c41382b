import { randomUUID } from "node:crypto";
import { inngest } from "./client";
import { db } from "./services";

export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  const key = event.data.key ?? randomUUID(); // error
  const ids: string[] = [];
  ids.push(randomUUID()); // error
  const order: Record<string, unknown> = {};
  order["at"] = new Date(); // error
  order.total = 3;
  const begun = Date.now(); // error
  await step.run("save", () => db.save(key, ids, order));
  if (Date.now() - begun > 1000) return; // error
  const cutoff = Date.now() - 86_400_000; // error
  await step.run("prune", () => db.prune(cutoff));
});
