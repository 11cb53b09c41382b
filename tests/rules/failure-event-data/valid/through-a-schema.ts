import { z } from "zod";
import { inngest } from "./client";
import { Imported } from "./schemas";
const Order = z.object({ orderId: z.string() });
const Failed = z.object({ run_id: z.string(), error: z.object({ message: z.string() }) });
const Either = z.object({ orderId: z.string() }).partial().passthrough();
export const a = inngest.createFunction(
  {
    id: "a",
    triggers: [{ event: "x/y" }],
    onFailure: async ({ event, step }) => {
      const { orderId } = Order.parse(event.data.event.data);
      await step.run("mark", () => mark(orderId));
    },
  },
  async ({ event, step }) => {
    const { orderId } = Order.parse(event.data);
    await step.run("charge", () => charge(orderId));
  },
);
export const b = inngest.createFunction(
  {
    id: "b",
    triggers: [{ event: "x/z" }],
    onFailure: async ({ event, step }) => {
      const { run_id: runId } = Failed.parse(event.data);
      const some = Either.parse(event.data);
      const other = Imported.parse(event.data);
      await step.run("mark", () => mark(runId, some, other));
    },
  },
  async ({ event, step }) => {
    await step.run("charge", () => charge(event.data.orderId));
  },
);
