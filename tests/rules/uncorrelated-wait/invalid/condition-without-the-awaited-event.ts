import { inngest } from "./client";
const SMALL = "event.data.slot == 'small'";
const BY_JOB = "event.data.jobId";
const z = { event: "x/z", timeout: "1d" };
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async (ctx) => {
  const { event, step } = ctx;
  const { jobId } = event.data;
  await step.waitForEvent("a", { // error
    event: "x/z",
    timeout: "1d",
    if: `event.data.jobId == "${jobId}" && event.data.part == '${event.data.part}'`,
  });
  await step.waitForEvent("b", { event: "x/z", timeout: "1d", if: SMALL }); // error
  const made = 'event.data.jobId == "' + jobId + '"';
  await step.waitForEvent("c", { event: "x/z", timeout: "1d", if: made }); // error
  await step.waitForEvent("d", { ...z, if: `${BY_JOB} == 1` }); // error
  await step.waitForEvent("e", { ...z, if: `event.ts < ${now}` }); // error
  await step.waitForEvent("f", { ...z, if: "event.data.s == 'async'" }); // error
});
export const b = inngest.createFunction({ id: "b" }, { cron: "0 9 * * *" }, async (ctx) => {
  await ctx.step.waitForEvent("any", { // error
    event: "day/closed",
    timeout: "1d",
    if: "event.data.shop == 'main'",
  });
});
