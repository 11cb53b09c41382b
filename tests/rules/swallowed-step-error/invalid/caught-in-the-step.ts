import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  const user = await step.run("load", async () => {
    try {
      return await db.load();
    } catch { // error
      return null;
    }
  });
  await step.run("quiet", () => mail.send(user).catch(() => {})); // error
  await step.run("fetch", async () => {
    try {
      const response = await fetch("https://example.com");
      return response.json();
    } catch (error) { // error
      return [];
    }
  });
});
