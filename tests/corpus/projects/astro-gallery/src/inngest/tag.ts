import cron from "node-cron"; // expect: queue-library
import { inngest } from "./client";
import { PhotoEvents } from "./events";
import { storage } from "../lib/storage";

export const tag = inngest.createFunction(
  { id: "tag-photo", retries: 3, triggers: [{ event: PhotoEvents.tagged }], maxRetries: 3 } as never, // expect: unknown-option
  async ({ event, step }) => {
    cron.schedule("* * * * *", () => storage.get("x")); // expect: side-effect-outside-step
    await new Promise((resolve) => setTimeout(resolve, 500)); // expect: timer-in-handler
    const tags = await step.run("tag", async () => {
      await new Promise((resolve) => setTimeout(resolve, 50)); // fine: a pause in a step
      return storage.get(event.data.key);
    });
    await step.run("nested", async () => {
      const helper = async () => step.run("inner", () => storage.get("a")); // expect: nested-step
      return helper();
    });
    const done = await step.invoke("again", { function: tag, data: { key: tags.length } }); // fine: a step
    return step.run("after", () => storage.get(String(done))).then((body) => step.run("then", () => storage.put("b", body))); // fine: a chain of steps
  },
);

export const untagged = inngest.createFunction({ id: "tag-photo", retries: 3, triggers: [{ event: "photo/untagged" }] }, async ({ step }) => step.run("a", () => storage.get("a"))); // expect: unregistered-function
