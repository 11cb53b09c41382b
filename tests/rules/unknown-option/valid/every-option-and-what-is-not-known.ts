import { Inngest } from "inngest";
import { serve } from "inngest/next";
import { serve as other } from "./own";

const old = new Inngest({ name: "Shop", eventKey: "x" });
const bus = new Inngest({ id: "shop", isDev: true, appVersion: "1", checkpointing: true });

export const charge = bus.createFunction(
  {
    id: "charge",
    name: "Charge",
    description: "Charges a card",
    batchEvents: { maxSize: 10, timeout: "5s", key: "event.data.id", if: "event.data.ok" },
    cancelOn: [{ event: "a/b", match: "data.id", timeout: "1h" }],
    timeouts: { start: "1h", finish: "2h" },
    ...given,
    [computed]: 1,
    triggers: [{ event: "order/placed" }],
  },
  async ({ step }) => step.run("charge", () => pay({ maxRetries: 3 })),
);
export const before = old.createFunction(
  { name: "Before v3", cancel: [] },
  { event: "order/placed" },
  async ({ step }) => step.run("charge", () => pay()),
);

export const { GET, POST, PUT } = serve({ client: bus, functions: [charge], servePath: "/x" });
export const mine = other({ function: [before] });
