import { inngest } from "./client";
import { store } from "./store";
export const a = inngest.createFunction(
  { id: "a", triggers: [{ event: "x/y" }] },
  async ({ event, step }) => {
    const label = store.label(event.data.id);
    const known = store.get(event.data.id); // error
    if (known) return known;
    try {
      await step.run("load", () => load(store.get(event.data.id), label));
    } catch (error) {
      store.fail(event.data.id); // error
      throw error;
    }
  },
);
