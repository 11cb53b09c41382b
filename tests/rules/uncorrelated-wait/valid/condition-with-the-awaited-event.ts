import { inngest } from "./client";
const SAME = "async.data.jobId == event.data.jobId";
const AWAITED = "async.data";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async (ctx) => {
  const { event, step } = ctx;
  const { jobId, condition } = event.data;
  await step.waitForEvent("a", {
    event: "x/z",
    timeout: "1d",
    if: `async.data.jobId == "${event.data.jobId}"`,
  });
  await step.waitForEvent("b", { event: "x/z", timeout: "1d", if: SAME });
  await step.waitForEvent("c", { event: "x/z", timeout: "1d", if: condition });
  await step.waitForEvent("d", { event: "x/z", timeout: "1d", if: `${condition}` });
  await step.waitForEvent("e", {
    event: "x/z",
    timeout: "1d",
    if: `${condition} && event.data.kind == 'a'`,
  });
  await step.waitForEvent("f", {
    event: "x/z",
    timeout: "1d",
    if: `${AWAITED}.jobId == event.data.jobId`,
  });
  await step.waitForEvent("g", { event: "x/z", timeout: "1d", if: "true" });
  let filter = "event.data.jobId == 1";
  if (jobId) filter = SAME;
  await step.waitForEvent("h", { event: "x/z", timeout: "1d", if: filter });
  await step.waitForEvent("i", {
    event: "x/z",
    timeout: "1d",
    if: `event.data.jobId == ${condition}.jobId`,
  });
  await step.waitForEvent("j", {
    event: "x/z",
    timeout: "1d",
    if: 'async.data.jobId == "' + jobId + '"',
  });
  await step.waitForEvent("k", {
    event: "x/z",
    timeout: "1d",
    if: jobId ? "event.data.jobId == async.data.jobId" : undefined,
  });
});
