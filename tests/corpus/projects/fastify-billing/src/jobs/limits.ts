import { inngest } from "../inngest";
import { LIMIT, RETRIES, SECOND, TOO_LONG, WORDS, fair, perMinute, shared } from "../config";
import { work } from "../work";

const on = [{ event: "billing/invoice.created" }];
const WEEK_AND_MORE = "8d";

export const limits = [
  inngest.createFunction({ id: "limit-zero", retries: 1, triggers: on, rateLimit: { limit: LIMIT, period: "1h" } }, async ({ step }) => step.run("work", work)), // expect: invalid-function-config
  inngest.createFunction({ id: "limit-words", retries: 1, triggers: on, rateLimit: { limit: 5, period: WORDS } }, async ({ step }) => step.run("work", work)), // expect: invalid-function-config
  inngest.createFunction({ id: "limit-long", retries: 1, triggers: on, rateLimit: { limit: 5, period: TOO_LONG } }, async ({ step }) => step.run("work", work)), // expect: invalid-function-config
  inngest.createFunction({ id: "limit-day", retries: 1, triggers: on, rateLimit: { limit: 5, period: "24h" } }, async ({ step }) => step.run("work", work)), // fine: a day is the most
  inngest.createFunction({ id: "limit-minute", retries: 1, triggers: on, rateLimit: perMinute(10) }, async ({ step }) => step.run("work", work)), // fine: a helper's
  inngest.createFunction({ id: "limit-below", retries: 1, triggers: on, rateLimit: perMinute(0) }, async ({ step }) => step.run("work", work)), // expect: invalid-function-config
  inngest.createFunction({ id: "limit-part", retries: 1, triggers: on, rateLimit: { ...perMinute(2.5) } }, async ({ step }) => step.run("work", work)), // expect: invalid-function-config
  inngest.createFunction({ id: "limit-missing", retries: 1, triggers: on, rateLimit: { limit: 5 } as never }, async ({ step }) => step.run("work", work)), // expect: invalid-function-config
  inngest.createFunction({ id: "throttle-short", retries: 1, triggers: on, throttle: { limit: 1, period: "300ms" } }, async ({ step }) => step.run("work", work)), // expect: invalid-function-config
  inngest.createFunction({ id: "throttle-second", retries: 1, triggers: on, throttle: { limit: 1, period: SECOND, burst: 3 } }, async ({ step }) => step.run("work", work)), // fine: a second
  inngest.createFunction({ id: "throttle-year", retries: 1, triggers: on, throttle: { limit: 1, period: "52w" } }, async ({ step }) => step.run("work", work)), // fine: there is no most
  inngest.createFunction({ id: "throttle-burst", retries: 1, triggers: on, throttle: { limit: 1, period: "1m", burst: -1 } }, async ({ step }) => step.run("work", work)), // expect: invalid-function-config
  inngest.createFunction({ id: "debounce-long", retries: 1, triggers: on, debounce: { period: WEEK_AND_MORE } }, async ({ step }) => step.run("work", work)), // expect: invalid-function-config
  inngest.createFunction({ id: "debounce-week", retries: 1, triggers: on, debounce: { period: "1w", timeout: "30d" } }, async ({ step }) => step.run("work", work)), // fine: a week is the most
  inngest.createFunction({ id: "debounce-late", retries: 1, triggers: on, debounce: { period: "1m", timeout: "soon" as never } }, async ({ step }) => step.run("work", work)), // expect: invalid-function-config
  inngest.createFunction({ id: "retries-many", retries: RETRIES.many, triggers: on }, async ({ step }) => step.run("work", work)), // expect: invalid-function-config
  inngest.createFunction({ id: "retries-few", retries: RETRIES.few, triggers: on }, async ({ step }) => step.run("work", work)), // fine: two
  inngest.createFunction({ id: "retries-most", retries: 20, triggers: on }, async ({ step }) => step.run("work", work)), // fine: twenty is the most
  inngest.createFunction({ ...shared, id: "finish-words", triggers: on }, async ({ step }) => step.run("work", work)), // expect: invalid-function-config
  inngest.createFunction({ id: "start-blank", retries: 1, triggers: on, timeouts: { start: "" } }, async ({ step }) => step.run("work", work)), // expect: invalid-function-config
  inngest.createFunction({ id: "start-days", retries: 1, triggers: on, timeouts: { start: "1d", finish: "1w2d" } }, async ({ step }) => step.run("work", work)), // fine: both are read
  inngest.createFunction({ id: "lanes-three", retries: 1, triggers: on, concurrency: [{ limit: 1 }, { limit: 2, key: "event.data.a" }, { limit: 3, key: "event.data.b" }] }, async ({ step }) => step.run("work", work)), // expect: invalid-function-config
  inngest.createFunction({ id: "lanes-two", retries: 1, triggers: on, concurrency: [{ limit: 1 }, fair] }, async ({ step }) => step.run("work", work)), // fine: two
  inngest.createFunction({ id: "lanes-none", retries: 1, triggers: on, concurrency: LIMIT }, async ({ step }) => step.run("work", work)), // expect: invalid-function-config
  inngest.createFunction({ id: "lanes-stuck", retries: 1, triggers: on, concurrency: { ...fair, limit: 0 } }, async ({ step }) => step.run("work", work)), // expect: invalid-function-config
  inngest.createFunction({ id: "lanes-account", retries: 1, triggers: on, concurrency: { scope: "account", limit: 4 } }, async ({ step }) => step.run("work", work)), // expect: invalid-function-config
  inngest.createFunction({ id: "lanes-constant", retries: 1, triggers: on, concurrency: { scope: "env", limit: 4, key: '"openai"' } }, async ({ step }) => step.run("work", work)), // fine: a constant key
  inngest.createFunction({ id: "lanes-app", retries: 1, triggers: on, concurrency: { scope: "app" as never, limit: 4, key: "event.data.a" } }, async ({ step }) => step.run("work", work)), // expect: invalid-function-config
  inngest.createFunction({ id: "one-mode", retries: 1, triggers: on, singleton: { mode: "replace" as never } }, async ({ step }) => step.run("work", work)), // expect: invalid-function-config
  inngest.createFunction({ id: "one-skip", retries: 1, triggers: on, singleton: { mode: "skip", key: "event.data.accountId" } }, async ({ step }) => step.run("work", work)), // fine: a mode
  inngest.createFunction({ id: "twice-limited", retries: 1, triggers: on, idempotency: "event.data.id", rateLimit: perMinute(3) }, async ({ step }) => step.run("work", work)), // expect: invalid-function-config
  inngest.createFunction({ id: "once", retries: 1, triggers: on, idempotency: "event.data.id", throttle: perMinute(3) }, async ({ step }) => step.run("work", work)), // fine: a throttle may stand beside it
];
