import { inngest } from "./client";
import { period, limits } from "./limits";
export const a = inngest.createFunction(
  {
    id: "a",
    retries: 20,
    throttle: { limit: 1, period: "1h30m", key: "event.data.a + '-' + event.data.b" },
    timeouts: { start: "10s", finish: "1w2d3h4m5s" },
    cancelOn: [{ event: "a", if: "async.data.id == event.data.id", timeout: "1 hour" }],
    concurrency: { limit: 5, key: `"global-account"`, scope: "account" },
    rateLimit: { limit: 1, period },
    priority: { run: "event.data.plan == 'enterprise' ? 180 : 0" },
  },
  { event: "x/y", if: "event.data.kind in ['a', 'b c'] && has(event.data.x)" },
  h,
);
export const batched = inngest.createFunction(
  {
    id: "batched",
    batchEvents: { maxSize: 10, timeout: "5s", key: "event.data.id" },
    throttle: { limit: 1, period: "52w" },
  },
  { event: "x/y" },
  h,
);
export const once = inngest.createFunction(
  { id: "once", idempotency: "event.data.id" },
  { event: "x/*" },
  h,
);
export const b = inngest.createFunction(
  { id: "b", retries: 0, concurrency: 4, ...limits },
  { event: "x/y", if: "event.data.a == 'x and y' || !event.data.b.startsWith(\"a=b\")" },
  h,
);
export const c = inngest.createFunction(
  { id: name(), concurrency: limits.c, retries: limits.retries },
  { cron: "* * * * *" },
  h,
);
