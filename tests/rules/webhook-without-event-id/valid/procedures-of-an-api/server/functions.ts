import { inngest } from "./client";
export const run = inngest.createFunction(
  { id: "run-webhook", triggers: [{ event: "webhook/process" }] },
  async ({ event, step }) => {
    await step.run("call", () => call(event.data.id));
  },
);
