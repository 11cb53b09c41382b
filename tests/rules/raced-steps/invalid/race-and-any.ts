import { inngest } from "./client";
export const q = inngest.createFunction({ id: "q" }, { event: "x/y" }, async ({ step }) => {
  await Promise.race([step.run("a", () => a()), step.sleep("limit", "5m")]); // error
  await Promise.any([step.run("b", () => b()), step.run("c", () => c())]); // error
});
