import { inngest } from "./client";
import { flow } from "./flow";

export const a = inngest.createFunction(
  { id: "a", triggers: [{ event: "x/y" }] },
  async ({ event, step }) => {
    await flow(step, event.data);
  },
);
