import { Inngest } from "inngest";

export const inngest = new Inngest({ id: "shop" });

export const receipt = inngest.createFunction(
  { id: "receipt" },
  {
    event: "order/paid",
    retries: 10, // error
  },
  async ({ step }) => step.run("send", () => send()),
);

export const digest = inngest.createFunction(
  {
    id: "digest",
    triggers: [
      { cron: "0 9 * * 1", jitter: "30s" },
      { event: "digest/asked", expression: "event.data.now" }, // error
      { event: "digest/asked.again", concurrency: { limit: 1 } }, // error
    ],
  },
  async ({ step }) => step.run("send", () => send()),
);
