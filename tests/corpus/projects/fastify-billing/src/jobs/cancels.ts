import { inngest } from "../inngest";
import { work } from "../work";

const triggers = [{ event: "billing/invoice.created" }];
const closed = "billing/account.closed";
const byAccount = { event: closed, match: "data.accountId" };
const names = ["a", "b", "c", "d", "e", "f"] as const;

export const cancels = [
  inngest.createFunction({ id: "cancel-by-account", retries: 1, triggers, cancelOn: [byAccount] }, async ({ step }) => step.run("work", work)), // fine: tied
  inngest.createFunction({ id: "cancel-all", retries: 1, triggers, cancelOn: [{ event: closed }] }, async ({ step }) => step.run("work", work)), // expect: uncorrelated-wait
  inngest.createFunction({ id: "cancel-match", retries: 1, triggers, cancelOn: [{ event: closed, match: "accountId" }] }, async ({ step }) => step.run("work", work)), // expect: uncorrelated-wait
  inngest.createFunction({ id: "cancel-if", retries: 1, triggers, cancelOn: [{ event: closed, if: "async.data.accountId == event.data.accountId", timeout: "30d" }] }, async ({ step }) => step.run("work", work)), // fine: tied, and for a month
  inngest.createFunction({ id: "cancel-late", retries: 1, triggers, cancelOn: [{ ...byAccount, timeout: "1 month" }] }, async ({ step }) => step.run("work", work)), // expect: invalid-function-config
  inngest.createFunction({ id: "cancel-macro", retries: 1, triggers, cancelOn: [{ event: closed, if: "has(async.data.accountId) && async.data.accountId == event.data.accountId" }] }, async ({ step }) => step.run("work", work)), // expect: invalid-function-config
  inngest.createFunction({ id: "cancel-single", retries: 1, triggers, cancelOn: byAccount as never }, async ({ step }) => step.run("work", work)), // expect: invalid-function-config
  inngest.createFunction({ id: "cancel-six", retries: 1, triggers, cancelOn: [byAccount, { event: "a/b", match: "data.a" }, { event: "a/c", match: "data.a" }, { event: "a/d", match: "data.a" }, { event: "a/e", match: "data.a" }, { event: "a/f", match: "data.a" }] }, async ({ step }) => step.run("work", work)), // expect: invalid-function-config
  inngest.createFunction({ id: "cancel-computed", retries: 1, triggers, cancelOn: names.map((name) => ({ event: `a/${name}`, match: "data.a" })) }, async ({ step }) => step.run("work", work)), // fine: nothing says how many
];
