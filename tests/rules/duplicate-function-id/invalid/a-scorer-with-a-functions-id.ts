import { Inngest } from "inngest";
import { createScorer } from "inngest/experimental";
import { serve } from "inngest/next";

const inngest = new Inngest({ id: "shop" });
const order = inngest.createFunction(
  { id: "order", triggers: [{ event: "order/placed" }] },
  async ({ step }) => step.run("a", () => 1),
);
const grade = createScorer(
  inngest,
  { id: "order" }, // error
  async () => ({ name: "ok", value: true }),
);
export const { GET, POST, PUT } = serve({ client: inngest, functions: [order, grade] });
