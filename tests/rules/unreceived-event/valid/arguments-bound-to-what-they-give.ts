import { inngest } from "./client";
import { repaired } from "./tables";

async function tidied(table, model) {
  let rows = await table.read(model);
  if (model.isBank) {
    let notes;
    [rows, notes] = repaired(rows);
    console.log(notes);
  }
  return rows;
}

export const cleanTable = inngest.createFunction(
  { id: "clean-table", triggers: [{ event: "table/uploaded" }] },
  async ({ event, step }) => {
    let rows = event.data.rows;
    [rows] = repaired(rows);
    await step.run("tidy", () => tidied(rows, event.data.model));
    await step.run("save", rows.save);
  },
);
