import { Inngest } from "inngest";
import { orderPlaced } from "./events";
const bus = new Inngest({ id: "app" });
export const a = bus.createFunction(
  {
    id: "a",
    triggers: [orderPlaced, { event: "inngest/function.failed" }, { event: "order/*" }],
  },
  async ({ step, event }) => {
    await step.waitForEvent("w", { event: event.data.name, timeout: "1d" });
    await step.sendEvent("x", event.data.events);
  },
);
