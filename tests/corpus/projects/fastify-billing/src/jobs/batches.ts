import { inngest } from "../inngest";
import { work } from "../work";

const created = { event: "billing/invoice.created" };
const batch = { maxSize: 25, timeout: "30s" } as const;
const debounced = { debounce: { period: "5m" } } as const;

export const batches = [
  inngest.createFunction({ id: "batch-plain", retries: 1, triggers: [created], batchEvents: batch }, async ({ events, step }) => step.run("work", () => work())), // fine: half a minute
  inngest.createFunction({ id: "batch-one", retries: 1, triggers: [created], batchEvents: { ...batch, maxSize: 1 } }, async ({ step }) => step.run("work", work)), // expect: invalid-function-config
  inngest.createFunction({ id: "batch-endless", retries: 1, triggers: [created], batchEvents: { maxSize: 10 } as never }, async ({ step }) => step.run("work", work)), // expect: invalid-function-config
  inngest.createFunction({ id: "batch-bare", retries: 1, triggers: [created], batchEvents: { maxSize: 10, timeout: "60" as never } }, async ({ step }) => step.run("work", work)), // expect: invalid-function-config
  inngest.createFunction({ id: "batch-week", retries: 1, triggers: [created], batchEvents: { maxSize: 10, timeout: "1w" as never } }, async ({ step }) => step.run("work", work)), // expect: invalid-function-config
  inngest.createFunction({ id: "batch-keyed", retries: 1, triggers: [created], batchEvents: { ...batch, key: "event.data.accountId", if: "event.data.amount > 5" } }, async ({ step }) => step.run("work", work)), // fine: both are read
  inngest.createFunction({ id: "batch-debounced", retries: 1, triggers: [created], batchEvents: batch, ...debounced }, async ({ step }) => step.run("work", work)), // expect: invalid-function-config
  inngest.createFunction({ id: "batch-first", retries: 1, triggers: [created], batchEvents: batch, priority: { run: "60" } }, async ({ step }) => step.run("work", work)), // expect: invalid-function-config
  inngest.createFunction({ id: "batch-cancelled", retries: 1, triggers: [created], batchEvents: batch, cancelOn: [{ event: "billing/account.closed", match: "data.accountId" }] }, async ({ step }) => step.run("work", work)), // expect: invalid-function-config
  inngest.createFunction({ id: "batch-no-cancel", retries: 1, triggers: [created], batchEvents: batch, cancelOn: [] }, async ({ step }) => step.run("work", work)), // fine: an empty list cancels nothing
  inngest.createFunction({ id: "batch-limited", retries: 1, triggers: [created], batchEvents: batch, rateLimit: { limit: 1, period: "1m" } }, async ({ step }) => step.run("work", work)), // expect: invalid-function-config
  inngest.createFunction({ id: "batch-lanes", retries: 1, triggers: [created], batchEvents: batch, concurrency: 3, throttle: { limit: 1, period: "1m" } }, async ({ step }) => step.run("work", work)), // fine: both work with a batch
];
