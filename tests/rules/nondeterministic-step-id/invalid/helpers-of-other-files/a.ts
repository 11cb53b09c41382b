import { inngest } from "./client";
import { newId, save } from "./ids";

export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  const id = newId();
  await step.run(`send-${id}`, () => event.data); // error
  await step.run(`pack-${newId()}`, () => event.data); // error
  await save(step, event.data.order); // error
});
