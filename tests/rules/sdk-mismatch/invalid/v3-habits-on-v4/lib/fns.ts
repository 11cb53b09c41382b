import { inngest } from "./inngest";
const h = async () => {};
export const a = inngest.createFunction({ id: "a", trigger: { event: "x" } }, h); // error
export const b = inngest.createFunction(
  { id: "b", triggers: [{ event: "x/y" }] },
  async ({ step }) => {
    await step.invoke("c", { function: "shop-c", data: {} }); // error
  },
);
