import { inngest } from "./client";
import { close, pull, push } from "./mail";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  await step.run("close", () => close("a"));
  await step.run("pull", () => pull("a"));
  await step.run("save", async () => {
    await push("a");
    return db.save("a");
  });
  await step.run("told", async () => ({ told: await push("a") }));
  await push("a");
});
