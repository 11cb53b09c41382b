import { inngest } from "./client";

export const remind = inngest.createFunction(
  { id: "remind", triggers: [{ event: "cart/left" }] },
  async ({ event, step }) => {
    const cart = await step.run("load", () => carts.find(event.data.cartId));
    if (cart.at.day instanceof Date || typeof cart.atLast === "string") {
      return null;
    }
    return cart.at.getTime(); // error
  },
);
