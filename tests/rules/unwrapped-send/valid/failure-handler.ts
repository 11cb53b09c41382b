import { inngest } from "./client";
export const a = inngest.createFunction(
  {
    id: "a",
    onFailure: async ({ event, step }) => {
      await step.sendEvent("tell", { name: "a/failed", data: event.data.event.data });
      await step.run("note", () => inngest.send({ name: "a/noted" }));
    },
  },
  { event: "x/y" },
  async ({ step }) => step.run("charge", () => charge()),
);
