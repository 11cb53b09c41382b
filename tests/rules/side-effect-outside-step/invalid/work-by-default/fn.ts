import { inngest } from "./client";
import { record } from "./record";
export function makeSave(save: typeof record = record) {
  return inngest.createFunction({ id: "save" }, { event: "x/y" }, async ({ event }) =>
    save(event.data), // error
  );
}
export const saved = makeSave();
async function twice(row, save = record) {
  await save(row);
  await save(row);
}
export const b = inngest.createFunction({ id: "b" }, { event: "x/y" }, async ({ event, step }) => {
  await twice(event.data); // error
  await step.run("c", () => twice(event.data));
});
export const makeNamed = (save) =>
  inngest.createFunction({ id: "named" }, { event: "x/y" }, async ({ event }) => {
    await save(event.data); // error
  });
export const named = makeNamed(record);
