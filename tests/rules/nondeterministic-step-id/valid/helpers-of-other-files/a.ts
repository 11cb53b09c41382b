import { inngest } from "./client";
import { keyOf } from "./ids";

export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  await step.run(keyOf(event.data.order), () => event.data);
});
