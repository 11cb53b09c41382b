import { inngest } from "./client";
export const q = inngest.createFunction(
  { id: "q", triggers: [{ event: "x/y" }] },
  async ({ step, group }) => {
    await step.run("first", () => Promise.race([fetchA(), fetchB()]));
    await group.parallel({ mode: "race" }, async () =>
      Promise.race([step.run("a", () => a()), step.run("b", () => b())]),
    );
  },
);
