import { z } from "zod";
import { inngest } from "./client";
const Order = z.object({ orderId: z.string(), userId: z.string() });
export const a = inngest.createFunction(
  {
    id: "a",
    triggers: [{ event: "x/y" }],
    onFailure: async ({ event, step }) => {
      const { orderId } = Order.parse(event.data); // error
      await step.run("mark", () => mark(orderId));
    },
  },
  async ({ event, step }) => {
    await step.run("charge", () => charge(event.data.orderId));
  },
);
export const b = inngest.createFunction(
  {
    id: "b",
    triggers: [{ event: "x/z" }],
    onFailure: async ({ event, step }) => {
      const parsed = Order.safeParse(event.data); // error
      if (parsed.success) {
        await step.run("mark", () => mark(parsed.data.orderId));
      }
    },
  },
  async ({ event, step }) => {
    await step.run("charge", () => charge(event.data.orderId));
  },
);
