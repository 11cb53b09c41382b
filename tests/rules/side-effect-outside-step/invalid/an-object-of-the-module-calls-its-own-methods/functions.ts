import { inngest } from "./client";
import { purse } from "./purse";

export const reckon = inngest.createFunction(
  { id: "reckon", triggers: [{ event: "purse/asked" }] },
  async ({ event, step }) => {
    const rows = await step.run("rows", () => db.rows.of(event.data.id));
    const paid = rows.map((row) => ({ ...row, paid: purse.take(row) })); // error
    await step.run("save", () => db.rows.save(paid));
  },
);
