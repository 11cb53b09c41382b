import { inngest } from "./client";
import { record } from "./record";
export function makeSave(save = record) {
  return inngest.createFunction({ id: "save" }, { event: "x/y" }, async ({ event, step }) => {
    await save(step, event.data);
    await step.run("again", () => save.plain(event.data));
  });
}
export const saved = makeSave();
