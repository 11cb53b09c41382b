import { inngest } from "./client";
import { db, orders } from "./db";
import { store } from "./store";
export const charge = inngest.createFunction(
  {
    id: "charge",
    triggers: [{ event: "order/placed" }],
    onFailure: async ({ event, step }) => {
      const query = db.select().from(orders);
      await step.run("release", () => db.transaction(async (tx) => store.release(await query, tx)));
    },
  },
  async ({ step }) => step.run("charge", () => charge()),
);
