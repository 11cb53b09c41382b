import { inngest } from "./client";
import { save } from "./db";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  const at = new Date(); // error
  return await step.run("save", () => save(at));
});
export const b = inngest.createFunction({ id: "b" }, { event: "x/y" }, async ({ event, step }) => {
  const key = crypto.randomUUID(); // error
  return Promise.all(
    event.data.ids.map((id) => step.run(`save-${id}`, async () => save(id, key))),
  );
});
export const c = inngest.createFunction({ id: "c" }, { event: "x/y" }, async ({ step }) => {
  const at = new Date(); // given back at the end
  const rows = await step.run("load", () => load());
  return rows.map((row) => ({ ...row, at }));
});
