import { inngest } from "./client";
const PERIOD = "1 hour";
const throttle = { limit: 1, period: PERIOD };
export const a = inngest.createFunction(
  {
    id: "", // error
    retries: 21, // error
    throttle, // error
    rateLimit: { limit: 1, period: "1month" }, // error
    timeouts: { start: "10 s", finish: "2h" }, // error
    batchEvents: { maxSize: 10, timeout: "500ms" }, // error
  },
  { event: "x/y", if: "event.data.kind === 'a'" }, // error
  h,
);
export const b = inngest.createFunction(
  {
    id: "b",
    retries: -1, // error
    concurrency: {
      limit: 1,
      key: "event.data.id ==", // error
    },
    idempotency: "event.data.id + (", // error
    cancelOn: [ // error
      { event: "a" },
      { event: "b" },
      { event: "c" },
      { event: "d" },
      { event: "e" },
      { event: "f" },
    ],
  },
  [ // error
    { event: "1" },
    { event: "2" },
    { event: "3" },
    { event: "4" },
    { event: "5" },
    { event: "6" },
    { event: "7" },
    { event: "8" },
    { event: "9" },
    { event: "10" },
    { event: "11" },
  ],
  h,
);
