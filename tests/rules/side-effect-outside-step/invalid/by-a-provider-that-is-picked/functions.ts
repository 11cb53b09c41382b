import { inngest } from "./client";
import * as queue from "./queue";

export const told = inngest.createFunction(
  { id: "told", triggers: [{ event: "x/y" }] },
  async ({ event, step }) => {
    await queue.tell(event.data.id); // error
    await step.run("again", () => queue.tell(event.data.id));
  },
);
