import { createScorer } from "inngest/experimental";
import { inngest } from "./client";
export const judge = createScorer(
  inngest,
  {
    id: "judge",
    triggers: [{ event: "a/b" }], // error
    retry: 2, // error
  },
  async ({ step }) => step.run("judge", rate),
);
