import { inngest } from "./client";
import { executorOf } from "./executors";
import { redis } from "./services";

export const run = inngest.createFunction(
  { id: "run", triggers: [{ event: "x/y" }] },
  async ({ event, step }) => {
    for (const node of event.data.nodes) {
      const executor = executorOf(node.kind);
      await executor({ id: node.id, step, publish: redis.publish });
    }
  },
);
