import { inngest } from "./client";

export const a = inngest.createFunction(
  { id: "a", triggers: [{ event: "x/y" }] },
  async ({ step }) => {
    const found = await step.run("load", () => load());
    await step.run("save", async () => {
      const last = found.pop();
      await save(last, found);
    });
  },
);
