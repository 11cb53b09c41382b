import { inngest } from "./client";
import { Purse } from "./purse";

export const reckon = inngest.createFunction(
  { id: "reckon", triggers: [{ event: "purse/asked" }] },
  async ({ event, step }) => {
    const rows = await step.run("rows", () => db.rows.of(event.data.id));
    const purse = new Purse(event.data.coins);
    const paid = rows.map((row) => ({ ...row, paid: purse.take(row) }));
    await step.run("save", () => db.rows.save(paid));
  },
);
