import { inngest } from "../inngest";
import { BY_ACCOUNT } from "../config";
import { work } from "../work";

const event = "billing/invoice.created";
const KEY = "data.accountId";

export const expressions = [
  inngest.createFunction({ id: "if-assign", retries: 1, triggers: [{ event, if: "event.data.kind = 'final'" }] }, async ({ step }) => step.run("work", work)), // expect: invalid-function-config
  inngest.createFunction({ id: "if-strict", retries: 1, triggers: [{ event, if: "event.data.kind === 'final'" }] }, async ({ step }) => step.run("work", work)), // expect: invalid-function-config
  inngest.createFunction({ id: "if-plain", retries: 1, triggers: [{ event, if: "event.data.kind == 'final' && event.data.total > 10" }] }, async ({ step }) => step.run("work", work)), // fine: compiles
  inngest.createFunction({ id: "if-words", retries: 1, triggers: [{ event, if: "event.data.a == 1 and event.data.b == 2" }] }, async ({ step }) => step.run("work", work)), // expect: invalid-function-config
  inngest.createFunction({ id: "if-bare", retries: 1, triggers: [{ event, if: "data.kind == 'final'" }] }, async ({ step }) => step.run("work", work)), // expect: invalid-function-config
  inngest.createFunction({ id: "if-includes", retries: 1, triggers: [{ event, if: "event.data.tags.includes('vip')" }] }, async ({ step }) => step.run("work", work)), // expect: invalid-function-config
  inngest.createFunction({ id: "if-contains", retries: 1, triggers: [{ event, if: "'vip' in event.data.tags || event.data.name.startsWith('A')" }] }, async ({ step }) => step.run("work", work)), // fine: both are CEL's
  inngest.createFunction({ id: "if-null-safe", retries: 1, triggers: [{ event, if: "event.data.user?.id != null" }] }, async ({ step }) => step.run("work", work)), // expect: invalid-function-config
  inngest.createFunction({ id: "if-has", retries: 1, triggers: [{ event, if: "has(event.data.user) && event.data.user != null" }] }, async ({ step }) => step.run("work", work)), // fine: a macro
  inngest.createFunction({ id: "if-undefined", retries: 1, triggers: [{ event, if: "event.data.user != undefined" }] }, async ({ step }) => step.run("work", work)), // expect: invalid-function-config
  inngest.createFunction({ id: "if-dash", retries: 1, triggers: [{ event, if: "event.data.user-id == '1'" }] }, async ({ step }) => step.run("work", work)), // expect: invalid-function-config
  inngest.createFunction({ id: "if-quoted", retries: 1, triggers: [{ event, if: 'event.data["user-id"] == "1"' }] }, async ({ step }) => step.run("work", work)), // fine: quoted
  inngest.createFunction({ id: "key-template", retries: 1, triggers: [{ event }], rateLimit: { limit: 1, period: "1m", key: "${event.data.accountId}" } }, async ({ step }) => step.run("work", work)), // expect: invalid-function-config
  inngest.createFunction({ id: "key-mustache", retries: 1, triggers: [{ event }], debounce: { period: "1m", key: "{{ event.data.accountId }}" } }, async ({ step }) => step.run("work", work)), // expect: invalid-function-config
  inngest.createFunction({ id: "key-bare", retries: 1, triggers: [{ event }], concurrency: { limit: 1, key: KEY } }, async ({ step }) => step.run("work", work)), // expect: invalid-function-config
  inngest.createFunction({ id: "key-constant", retries: 1, triggers: [{ event }], concurrency: { limit: 1, key: BY_ACCOUNT } }, async ({ step }) => step.run("work", work)), // fine: a constant
  inngest.createFunction({ id: "key-throttle", retries: 1, triggers: [{ event }], throttle: { limit: 1, period: "1m", key: "user.id" } }, async ({ step }) => step.run("work", work)), // expect: invalid-function-config
  inngest.createFunction({ id: "key-joined", retries: 1, triggers: [{ event }], throttle: { limit: 1, period: "1m", key: "event.data.a + '-' + event.data.b" } }, async ({ step }) => step.run("work", work)), // fine: joined texts
  inngest.createFunction({ id: "key-once", retries: 1, triggers: [{ event }], idempotency: "event.data.accountId;" }, async ({ step }) => step.run("work", work)), // expect: invalid-function-config
  inngest.createFunction({ id: "key-singleton", retries: 1, triggers: [{ event }], singleton: { key: "event.data.id ?? 'x'", mode: "skip" } }, async ({ step }) => step.run("work", work)), // expect: invalid-function-config
  inngest.createFunction({ id: "run-field", retries: 1, triggers: [{ event }], priority: { run: "event.data.rank" } }, async ({ step }) => step.run("work", work)), // expect: invalid-function-config
  inngest.createFunction({ id: "run-int", retries: 1, triggers: [{ event }], priority: { run: "int(event.data.rank)" } }, async ({ step }) => step.run("work", work)), // fine: a whole number
  inngest.createFunction({ id: "run-choice", retries: 1, triggers: [{ event }], priority: { run: "event.data.plan == 'pro' ? 120 : 0" } }, async ({ step }) => step.run("work", work)), // fine: whole numbers
  inngest.createFunction({ id: "run-python", retries: 1, triggers: [{ event }], priority: { run: "120 if event.data.plan == 'pro' else 0" } }, async ({ step }) => step.run("work", work)), // expect: invalid-function-config
  inngest.createFunction({ id: "batch-key", retries: 1, triggers: [{ event }], batchEvents: { maxSize: 5, timeout: "5s", key: "event.data.name.toLowerCase()" } }, async ({ step }) => step.run("work", work)), // expect: invalid-function-config
  inngest.createFunction({ id: "batch-lower", retries: 1, triggers: [{ event }], batchEvents: { maxSize: 5, timeout: "5s", key: "lowercase(event.data.name)" } }, async ({ step }) => step.run("work", work)), // fine: the server's own
];
