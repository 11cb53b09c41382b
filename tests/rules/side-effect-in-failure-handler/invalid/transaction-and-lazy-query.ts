import { inngest } from "./client";
import { db, orders } from "./db";
import { store } from "./store";
export const charge = inngest.createFunction(
  {
    id: "charge",
    triggers: [{ event: "order/placed" }],
    onFailure: async ({ event }) => {
      await db.transaction(async (tx) => { // error
        await store.release(event.data.event.data.id, tx);
      });
      const query = db.select().from(orders);
      await query; // error
    },
  },
  async ({ step }) => step.run("charge", () => charge()),
);
