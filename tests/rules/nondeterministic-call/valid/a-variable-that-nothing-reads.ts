import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { cron: "0 3 * * 0" }, async ({ step }) => {
  const monthAgo = new Date(Date.now() - 30 * 24 * 60 * 60 * 1000);
  await step.run("sweep", () => sweep());
  await step.run("report", () => report());
});
