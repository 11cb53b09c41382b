import { inngest } from "./client";
export const a = inngest.createFunction(
  {
    id: "a",
    onFailure: async ({ event, step }) => {
      await inngest.send({ name: "a/failed", data: event.data.event.data }); // error
    },
  },
  { event: "x/y" },
  async ({ step }) => step.run("charge", () => charge()),
);
