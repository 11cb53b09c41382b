import { inngest } from "./client";
export const ask = inngest.createFunction(
  { id: "ask", triggers: [{ event: "rows/asked" }] },
  async ({ event, step }) => {
    const rows = await loadRows(step, event.data.id);
    const asked = await Promise.all(rows.map((row) => fetch(row.url))); // error
    await step.run("save", () => db.rows.save(asked));
  },
);
async function loadRows(step, id) {
  return await step.run("rows", () => db.rows.of(id));
}
