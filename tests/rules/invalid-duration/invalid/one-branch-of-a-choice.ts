import { inngest } from "./client";
const LONG = process.env.LONG ?? "1 month";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async (ctx) => {
  const { event, step } = ctx;
  await step.sleep("a", event.data.fast ? "1d" : "1 month"); // error
  const pause = event.data.fast ? "1d" : event.data.slow ? "1M" : "2d";
  await step.sleep("b", pause); // error
  await step.sleep("c", event.data.pause ?? "1 month"); // error
  await step.sleep("d", event.data.pause || (event.data.fast ? "1h30m" : "1d")); // error
  await step.sleep("e", LONG); // error
  await step.sleep("f", `${event.data.count} months`); // error
  const ok = await step.waitForEvent("w", {
    event: "x/z",
    match: "data.id",
    timeout: event.data.fast ? "1h" : "1d 2h", // error
  });
  return ok;
});
