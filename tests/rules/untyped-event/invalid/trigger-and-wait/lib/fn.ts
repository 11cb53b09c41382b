import { Inngest } from "inngest";
import { orderPlaced } from "./events";
const bus = new Inngest({ id: "app" });
const NAME = "order/lost";
export const a = bus.createFunction(
  { id: "a", triggers: [orderPlaced, { event: "order/paid" }] }, // error
  async ({ step }) => {
    await step.waitForEvent("w", { event: NAME, timeout: "1d" }); // error
  },
);
