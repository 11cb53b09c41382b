import { inngest } from "./client";
import { nextOpening } from "./hours";
export const order = inngest.createFunction(
  { id: "order", triggers: [{ event: "order/placed" }] },
  async ({ step }) => {
    await step.sleepUntil("open", nextOpening());
    await step.run("buy", () => buy());
  },
);
