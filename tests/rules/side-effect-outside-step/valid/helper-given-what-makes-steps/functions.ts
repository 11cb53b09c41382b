import { inngest } from "./client";
import { work } from "./work";

export const job = inngest.createFunction(
  { id: "job", triggers: [{ event: "x/y" }] },
  async ({ event, step }) => work(event.data, (id, each) => step.run(id, each)),
);
