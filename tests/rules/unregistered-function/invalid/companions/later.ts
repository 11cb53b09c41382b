import { createDefer, createScorer } from "inngest/experimental";
import { inngest } from "./client";
export const refundLater = createDefer(
  inngest,
  { id: "refund-later", retries: 2 }, // error
  async ({ step }) => step.run("refund", () => 1),
);
export const grade = createScorer(inngest, { id: "grade" }, async () => ({ name: "ok", value: 1 }));
