import { inngest } from "./client";
import { parse } from "date-fns";

export const report = inngest.createFunction(
  { id: "report", triggers: [{ event: "report/asked" }] },
  async ({ event, step }) => {
    const row = await step.run("load", async () => {
      const found = await db.rows.first();
      return { at: found.createdAt.toISOString(), day: found.createdAt.getDay() };
    });
    const rows = (await step.run("all", () => db.rows.all())).map((each) => ({
      at: new Date(each.at),
    }));
    const years = rows.map((each) => each.at.getFullYear());
    const other = await step.run("other", () => db.rows.first());
    other.at = new Date(other.at);
    const made = parse(event.data.at, "yyyy", new Date(0));
    const now = await step.run("now", async () => new Date().toISOString());
    return [
      new Date(row.at).getTime(),
      other.at.getTime(),
      made.getTime(),
      years,
      new Date(now).getDay(),
      event.data.text.toString(),
    ];
  },
);
