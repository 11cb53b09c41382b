import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  await step.run("load", async () => {
    try {
      const response = await fetch("https://example.com");
      return await response.json();
    } catch { // error
      return null;
    }
  });
});
