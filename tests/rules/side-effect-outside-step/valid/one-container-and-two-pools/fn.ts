import { inngest } from "./client";
import { buildContainer } from "./container";
import { makeStore } from "./db";
export const a = inngest.createFunction({ id: "a" }, { cron: "0 5 * * *" }, async ({ step }) => {
  const container = buildContainer();
  const store = makeStore(process.env.DATABASE_URL);
  await step.run("expire", () => container.expire.run(store));
});
