import { inngest } from "./client";
import { lookUp, remember } from "./memory";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  const one = lookUp(event.data.id); // error
  const isNew = remember(event.data.order); // error
  await step.run("load", () => load(one, isNew));
});
