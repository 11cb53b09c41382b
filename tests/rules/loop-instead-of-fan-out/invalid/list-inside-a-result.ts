import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  const page = await step.run("load", () => load());
  for (let i = 0; i < page.rows.length; i++) {
    await step.run("one", () => work(page.rows[i]));
  }
  for (const row of page.rows) {
    if (row.done) continue;
    await step.run(`row-${row.id}`, () => work(row)); // error
  }
});
