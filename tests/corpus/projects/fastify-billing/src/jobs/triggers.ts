import { cron } from "inngest";
import { inngest } from "../inngest";
import { NIGHTLY, Zone, everyHours } from "../config";
import { work } from "../work";

const base = { event: "billing/invoice.created" };
const HOURS = 6;

export const triggers = [
  inngest.createFunction({ id: "close-books", retries: 1, triggers: [{ cron: NIGHTLY }] }, async ({ step }) => step.run("work", work)), // fine: five fields
  inngest.createFunction({ id: "close-twice", retries: 1, triggers: [{ cron: NIGHTLY }, { cron: "0 2 * * *" }] }, async ({ step }) => step.run("work", work)), // expect: invalid-function-config
  inngest.createFunction({ id: "close-paris", retries: 1, triggers: [cron(`${Zone.Paris} 0 9 * * MON-FRI`)] }, async ({ step }) => step.run("work", work)), // fine: a zone and names
  inngest.createFunction({ id: "close-oslo", retries: 1, triggers: [cron(`${Zone.Oslo} 0 9 * * 1`)] }, async ({ step }) => step.run("work", work)), // expect: invalid-cron
  inngest.createFunction({ id: "close-lower", retries: 1, triggers: [cron("TZ=europe/paris 0 9 * * 1")] }, async ({ step }) => step.run("work", work)), // expect: invalid-cron
  inngest.createFunction({ id: "close-short", retries: 1, triggers: [cron("TZ=PST 0 9 * * 1")] }, async ({ step }) => step.run("work", work)), // expect: invalid-cron
  inngest.createFunction({ id: "close-offset", retries: 1, triggers: [cron("CRON_TZ=+02:00 0 9 * * 1")] }, async ({ step }) => step.run("work", work)), // expect: invalid-cron
  inngest.createFunction({ id: "close-hours", retries: 1, triggers: [cron(everyHours(HOURS))] }, async ({ step }) => step.run("work", work)), // fine: a helper's
  inngest.createFunction({ id: "close-last", retries: 1, triggers: [cron("0 0 L * *")] }, async ({ step }) => step.run("work", work)), // expect: invalid-cron
  inngest.createFunction({ id: "close-nick", retries: 1, triggers: [cron("@hourly")] }, async ({ step }) => step.run("work", work)), // expect: invalid-cron
  inngest.createFunction({ id: "close-wrap", retries: 1, triggers: [cron("0 22-6 * * *")] }, async ({ step }) => step.run("work", work)), // expect: invalid-cron
  inngest.createFunction({ id: "close-word", retries: 1, triggers: [cron("0 9 * * SUNDAY")] }, async ({ step }) => step.run("work", work)), // expect: invalid-cron
  inngest.createFunction({ id: "close-never", retries: 1, triggers: [cron("0 0 30 2 *")] }, async ({ step }) => step.run("work", work)), // expect: invalid-cron
  inngest.createFunction({ id: "close-leap", retries: 1, triggers: [cron("0 0 29 2 *")] }, async ({ step }) => step.run("work", work)), // fine: once in four years
  inngest.createFunction({ id: "close-jitter", retries: 1, triggers: [cron("0 0 * * *", { jitter: "10m" } as never)] }, async ({ step }) => step.run("work", work)),
  inngest.createFunction({ id: "close-spread", retries: 1, triggers: [{ cron: "0 0 * * *", jitter: "10m" }] }, async ({ step }) => step.run("work", work)), // expect: invalid-function-config
  inngest.createFunction({ id: "close-jittered", retries: 1, triggers: [{ cron: "0 0 * * *", jitter: "5m" }] }, async ({ step }) => step.run("work", work)), // fine: five minutes are the most
  inngest.createFunction({ id: "same-event", retries: 1, triggers: [base, { ...base }] }, async ({ step }) => step.run("work", work)), // expect: invalid-function-config
  inngest.createFunction({ id: "same-event-other-if", retries: 1, triggers: [base, { ...base, if: "event.data.a == 1" }] }, async ({ step }) => step.run("work", work)), // fine: another condition
  inngest.createFunction({ id: "star-middle", retries: 1, triggers: [{ event: "billing/*.created" }] }, async ({ step }) => step.run("work", work)), // expect: invalid-function-config
  inngest.createFunction({ id: "star-end", retries: 1, triggers: [{ event: "billing/*" }] }, async ({ step }) => step.run("work", work)), // fine: right behind a slash
  inngest.createFunction({ id: "event-and-cron", retries: 1, triggers: [{ event: "billing/invoice.created", cron: NIGHTLY } as never] }, async ({ step }) => step.run("work", work)), // expect: invalid-function-config
];
