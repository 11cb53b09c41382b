import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step, runId }) => {
  const { orderId, amount } = event.data as { orderId: string; amount: number };
  const field = event.data.field as string;
  const one = await step.waitForEvent("one", {
    event: "x/z",
    timeout: "1d",
    if: `async.data.orderId == '${orderId}' && async.data.amount == ${amount}`,
  });
  const two = await step.waitForEvent("two", {
    event: "x/z",
    timeout: "1d",
    if: `async.data.runId == "${runId}" && async.data.${field} == event.data.${field}`,
  });
  const three = await step.waitForEvent("three", {
    event: "x/z",
    timeout: "1d",
    if: `async.data.id == ${JSON.stringify(orderId)} || async.data.number == ${event.data.number}`,
  });
  const four = await step.waitForEvent("four", {
    event: "x/z",
    timeout: "1d",
    if: `async.data.id == 'order-${runId}'`,
  });
  return [one?.id, two?.id, three?.id, four?.id];
});
