import { inngest, RetryAfterError } from "./sdk";
import { RetryAfterError as Later } from "inngest";
const PAUSE = "P1D";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  await step.sleep("p", PAUSE); // error
  await step.sleep("m", "1M"); // error
  await step.sleep("n", 500); // error
  await step.sleep("s", 60); // error
  await step.sleep("e", ""); // error
  await step.sleep("minus", "-5m"); // error
  await step.sleep("long", "2y"); // error
  const ok = await step.waitForEvent("w", {
    event: "x/z",
    match: "data.id",
    timeout: "1d 2h", // error
  });
  await step.invoke("i", { function: other, timeout: "1mo" }); // error
  await step.run("r", () => {
    throw new Later("busy", "1h30m"); // error
  });
  return ok;
});
