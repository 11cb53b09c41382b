import { Inngest } from "inngest";
import { serve as mount } from "inngest/express";

const bus = new Inngest({ id: "shop", dev: true }); // error
const limits = { throttle: { limit: 1, window: "1m" } }; // error

export const charge = bus.createFunction(
  {
    id: "charge",
    ...limits,
    cancel: [{ event: "order/cancelled" }], // error
    cancelOn: [
      { event: "order/cancelled", expression: "async.data.id == event.data.id" }, // error
    ],
    concurrency: [{ limit: 1, scopes: "fn" }], // error
    triggers: [{ event: "order/placed" }],
    zzzz: 1, // error
  },
  async ({ step }) => step.run("charge", () => pay()),
);

export const handler = mount({ client: bus, functions: [charge], serve_path: "/x" }); // error
export const spreadByACondition = inngest.createFunction(
  { id: "e", ...(isLive ? { maxRetries: 10 } : {}) }, // error
  { event: "x/y" },
  async () => {},
);
