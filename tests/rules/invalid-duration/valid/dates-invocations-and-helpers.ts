import { inngest } from "./client";
import { other } from "./other";
const HOUR = 60 * 60 * 1000;
const days = (count: number) => `${count}d`;
const wait = { timeout: "1d" } as const;
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  await step.waitForEvent("a", { ...wait, event: "x/z", match: "data.id" });
  await step.waitForEvent("b", { ...event.data.options, event: "x/z", match: "data.id" });
  await step.sleepUntil("c", "2027-01-31");
  await step.sleepUntil("d", "Jan 31, 2027 09:00");
  await step.sleepUntil("e", event.data.at);
  await step.sleep("f", HOUR);
  await step.sleep("g", days(3));
  await step.sleep("h", days(event.data.days));
  await step.invoke("i", { function: other, timeout: "400d" });
});
