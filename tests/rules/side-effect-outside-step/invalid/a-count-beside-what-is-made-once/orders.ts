import { inngest } from "./client";
import { db } from "./db";

export const orders = inngest.createFunction({ id: "orders" }, { event: "x/y" }, async ({ step }) => {
  const used = db("orders"); // error
  await step.run("load", () => load(used));
});
