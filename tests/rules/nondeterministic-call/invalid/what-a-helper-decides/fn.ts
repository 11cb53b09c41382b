import { inngest } from "./client";
import { isOpen, nextOpening } from "./hours";
export const order = inngest.createFunction(
  { id: "order", triggers: [{ event: "order/placed" }] },
  async ({ step }) => {
    if (!isOpen()) { // error
      await step.sleepUntil("open", nextOpening());
    }
    const opens = nextOpening(); // error
    await step.run("buy", () => buy(opens));
  },
);
