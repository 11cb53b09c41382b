import { inngest } from "./inngest";
import { referenceFunction } from "inngest";
export const a = inngest.createFunction({ id: "a" }, async () => {});
export const b = inngest.createFunction(
  { id: "b", triggers: [{ event: "x/y" }] },
  async ({ step }) => {
    await step.invoke("c", { function: referenceFunction({ functionId: "c" }) });
  },
);
