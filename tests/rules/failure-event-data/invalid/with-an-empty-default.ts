import { inngest } from "./client";

export const a = inngest.createFunction(
  {
    id: "a",
    triggers: [{ event: "x/y" }],
    onFailure: async ({ event, step }) => {
      const data = event.data ?? {};
      const { phone } = event.data || {}; // error
      await step.run("tell", () => tell(data.title, data.error, phone)); // error
      await step.run("mail", () => mail((event.data ?? {}).mail)); // error
    },
  },
  async ({ event, step }) => {
    await step.run("charge", () => charge(event.data.title));
  },
);
