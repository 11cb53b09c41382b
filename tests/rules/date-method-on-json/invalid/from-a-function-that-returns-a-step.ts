import { inngest } from "./client";

async function load(step: Step, id: string) {
  return step.run("load", () => carts.find(id));
}

export const remind = inngest.createFunction(
  { id: "remind", triggers: [{ event: "cart/left" }] },
  async ({ event, step }) => {
    const cart = await load(step, event.data.cartId);
    const due = cart.createdAt.getTime(); // error
    await step.sleepUntil("due", new Date(due));
  },
);
