import { inngest } from "./client";
import { runFlow } from "./flow";

export const a = inngest.createFunction(
  { id: "a", triggers: [{ event: "x/y" }] },
  async ({ event, step }) => {
    await runFlow(step, event.data);
  },
);
