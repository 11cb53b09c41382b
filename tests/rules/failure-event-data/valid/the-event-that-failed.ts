import { inngest } from "./client";
export const a = inngest.createFunction(
  {
    id: "a",
    triggers: [{ event: "x/y" }],
    onFailure: async ({ event, error, step }) => {
      const { function_id: name, run_id: runId } = event.data;
      const orderId = event.data.event?.data?.orderId ?? event.data.orderId;
      await step.run("mark", () => mark(orderId, name, runId, error.message));
    },
  },
  async ({ event, step }) => {
    await step.run("charge", () => charge(event.data.orderId));
  },
);
