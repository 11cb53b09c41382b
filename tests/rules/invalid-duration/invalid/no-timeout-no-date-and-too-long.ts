import { inngest } from "./client";
const HOUR = 60 * 60;
const YEARS = 2 * 366 * 24 * 60 * 60 * 1000;
const UNIT = "month";
const months = (count: number) => `${count} months`;
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  await step.waitForEvent("a", { event: "x/z", match: "data.id" }); // error
  await step.sleepUntil("b", "tomorrow"); // error
  await step.sleepUntil("c", event.data.soon ? new Date(event.data.at) : "next monday");
  await step.sleep("d", HOUR); // error
  await step.sleep("e", YEARS); // error
  await step.sleep("f", `1 ${UNIT}`); // error
  await step.sleep("g", months(3)); // error
});
