import { inngest } from "./client";
import { registry } from "./registry";
export const a = inngest.createFunction(
  { id: "a", triggers: [{ event: "x/y" }] },
  async ({ event, step }) => {
    const connector = registry.get(event.data.type);
    await step.run("sync", () => connector.sync(event.data.events));
  },
);
