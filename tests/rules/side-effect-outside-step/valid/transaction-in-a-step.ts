import { inngest } from "./client";
import { db } from "./db";
import { store } from "./store";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  await step.run("pay", () =>
    db.transaction(async (tx) => {
      await store.save(await store.find(1, tx), tx);
    }),
  );
});
