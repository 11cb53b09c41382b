import { inngest } from "./client";

export const a = inngest.createFunction(
  { id: "a", triggers: [{ cron: "0 8 * * 1" }] },
  async ({ step }) => {
    const shops = await step.run("load-shops", () => loadShops());
    for (const shop of shops) {
      await step.run(`queue-${shop}`, async () => {
        await inngest.send({ name: "shop/scan", data: { shop }, id: `scan-${shop}` });
      });
    }
  },
);
