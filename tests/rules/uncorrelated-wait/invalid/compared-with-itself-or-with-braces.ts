import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  await step.waitForEvent("b", { event: "x/z", timeout: "1d", if: "async.data.id == async.data.id" }); // error
  await step.waitForEvent("c", { event: "x/z", timeout: "1d", if: "async.data.id == '${event.data.id}'" }); // error
  await step.waitForEvent("d", { event: "x/z", timeout: "1d", if: "async.data.id == '{{ event.data.id }}'" }); // error
  await step.waitForEvent("e", { event: "x/z", timeout: "1d", if: "async.data.id == event.data.id;" }); // error
});
