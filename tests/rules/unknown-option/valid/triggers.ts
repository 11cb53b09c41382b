import { cron, eventType, Inngest } from "inngest";
import { asked } from "./events";

export const inngest = new Inngest({ id: "shop" });
const paid = eventType("order/paid");

export const receipt = inngest.createFunction(
  { id: "receipt", retries: 10 },
  [{ event: "order/paid", if: "event.data.total > 0" }, { cron: "0 9 * * 1" }],
  async ({ step }) => step.run("send", () => send()),
);

export const digest = inngest.createFunction(
  { id: "digest", triggers: [paid, asked, cron("0 9 * * 1"), { event: paid, if: "event.data.late" }] },
  async ({ step }) => step.run("send", () => send()),
);
