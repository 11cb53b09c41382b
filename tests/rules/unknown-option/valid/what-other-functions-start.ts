import { createDefer, createScorer } from "inngest/experimental";
import { z } from "zod";
import { inngest } from "./client";
const schema = z.object({ text: z.string() });
export const judge = createScorer(inngest, { id: "judge", schema, retries: 2 }, async ({ event, step }) => {
  return step.run("judge", () => rate(event.data.text));
});
export const later = createDefer(inngest, { id: "later", schema, concurrency: 2 }, async ({ step }) => {
  await step.run("later", tidy);
});
