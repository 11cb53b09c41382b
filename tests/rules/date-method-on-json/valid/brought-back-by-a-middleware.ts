import { Inngest } from "inngest";
import { superjson } from "./superjson";

const inngest = new Inngest({ id: "shop", middleware: [superjson] });

export const report = inngest.createFunction(
  { id: "report", triggers: [{ event: "report/asked" }] },
  async ({ step }) => {
    const row = await step.run("load", () => db.rows.first());
    return row.createdAt.getTime();
  },
);
