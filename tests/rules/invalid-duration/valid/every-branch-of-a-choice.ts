import { inngest } from "./client";
const LONG = process.env.LONG ?? "30d";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async (ctx) => {
  const { event, step } = ctx;
  await step.sleep("a", event.data.fast ? "1d" : "30d");
  await step.sleep("b", event.data.test ? 0 : "1d");
  await step.sleep("c", event.data.pause ?? "30 days");
  await step.sleep("d", event.data.unit === "1 month" ? "30d" : LONG);
  await step.sleep("e", event.data.test ? "0s" : `${event.data.count} hours`);
  await step.sleep("f", `${event.data.pause}`);
  await step.sleep("g", `${event.data.hours}h${event.data.minutes}m`);
  await step.sleep("h", delays[event.data.fast ? "fast" : "slow"]);
});
