import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  await step.run("load", async () => {
    const response = await fetch("https://example.com");
    try {
      return await response.json();
    } catch {
      return null;
    }
  });
  await step.run("tidy", async () => {
    await convert("/tmp/file");
    await unlink("/tmp/file").catch(() => {});
    inngest.realtime.publish(channel.progress, { done: true }).catch(() => {});
  });
});
