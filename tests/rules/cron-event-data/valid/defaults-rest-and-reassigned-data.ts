import { inngest } from "./client";
const cron = "0 9 * * *";
export const a = inngest.createFunction({ id: "a" }, { cron }, async ({ event, step }) => {
  const { fireAt, limit = 100, ...rest } = event.data;
  const data = event.data;
  const name = event.data ? "a" : "b";
  let found = event.data;
  found = await step.run("load", () => load());
  const given = event.data ?? { planId: "a" };
  await step.run("a", () => work(fireAt, limit, rest, data.scheduledAt, name.length));
  await step.run("b", () => work(found.planId, given.planId, data));
});
export const b = inngest.createFunction(
  { id: "b", triggers: [{ cron }, { event: "stock/changed" }] },
  async ({ event, step }) => {
    const { shopId } = event.data;
    await step.run("a", () => work(shopId));
  },
);
