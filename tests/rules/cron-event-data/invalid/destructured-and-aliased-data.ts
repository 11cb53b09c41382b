import { inngest } from "./client";
const cron = "0 9 * * *";
export const a = inngest.createFunction({ id: "a" }, { cron }, async ({ event, step }) => {
  const { shopId } = event.data; // error
  const { userId: user, fireAt } = event.data as Data; // error
  const data = event.data;
  await step.run("a", () => work(shopId, user, fireAt));
  await step.run("c", () => work(data.planId)); // error
  await step.run("b", () => work(data["teamId"])); // error
});
export const b = inngest.createFunction({ id: "b" }, { cron }, async (ctx) => {
  const { data } = ctx.event;
  await ctx.step.run("a", () => work(data.planId)); // error
  const { event } = ctx;
  await ctx.step.run("b", () => work(event.data.teamId)); // error
});
