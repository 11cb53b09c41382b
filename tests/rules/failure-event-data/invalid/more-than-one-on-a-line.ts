import { inngest } from "./client";

export const a = inngest.createFunction(
  {
    id: "a",
    triggers: [{ event: "x/y" }],
    onFailure: async ({ event, step }) => {
      const { userId, orderId } = event.data; // error
      await step.run("tell", () => tell(userId, orderId));
    },
  },
  async ({ step }) => {
    await step.run("charge", () => charge());
  },
);
