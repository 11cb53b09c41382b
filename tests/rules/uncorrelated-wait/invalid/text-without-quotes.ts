import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step, runId }) => {
  const { orderId } = event.data as { orderId: string; amount: number };
  const userId = event.data.userId as string;
  const one = await step.waitForEvent("one", {
    event: "x/z",
    timeout: "1d",
    if: `async.data.orderId == ${orderId}`, // error
  });
  const two = await step.waitForEvent("two", {
    event: "x/z",
    timeout: "1d",
    if: `async.data.runId == ${runId} && async.data.ok == true`, // error
  });
  const three = await step.waitForEvent("three", {
    event: "x/z",
    timeout: "1d",
    if: `async.data.ok == "yes" && async.data.id == ${String(event.data.id)}`, // error
  });
  const four = await step.waitForEvent("four", {
    event: "x/z",
    timeout: "1d",
    if: `${userId} == async.data.userId`, // error
  });
  return [one?.id, two?.id, three?.id, four?.id];
});
