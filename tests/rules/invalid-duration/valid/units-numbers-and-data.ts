import { inngest } from "./client";
import { RetryAfterError } from "inngest";
export const a = inngest.createFunction(
  { id: "a", debounce: { period: "1h30m" } },
  { event: "x/y" },
  async ({ event, step }) => {
    await step.sleep("p", 60_000);
    await step.sleep("d", "1.5 hours");
    await step.sleep("w", "1w");
    await step.sleep("data", event.data.delay);
    await step.sleep("template", `${event.data.days}d`);
    await step.sleepUntil("u", "2030-01-01");
    const ok = await step.waitForEvent("w", {
      event: "x/z",
      match: "data.id",
      timeout: "7D",
    });
    await step.run("r", () => {
      throw new RetryAfterError("busy", "30 mins");
    });
    return ok;
  },
);
