import { inngest } from "./client";
import { store } from "./store";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  step.note = async (text) => {
    await store.put(text); // error
  };
  await step.run("b", () => store.open());
  await step.note("begun");
});
