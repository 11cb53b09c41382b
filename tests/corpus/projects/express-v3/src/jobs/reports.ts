import { v4 as uuid } from "uuid";
import { inngestFor } from "./factory";
import { queue } from "../lib/client";
import { db } from "../lib/db";

export const monthlyReport = queue.createFunction(
  { id: "monthly-report", retries: 2, onFailure: async ({ event, error }) => {
    console.log(event.data.month); // expect: failure-event-data
    await db.query("insert into failures values ($1)", [error.message]); // expect: side-effect-in-failure-handler
  } },
  { event: "report/requested" },
  async ({ event, step, logger }) => {
    const parts: string[] = [];
    const seen = { rows: 0 };
    const catalog: Record<string, number> = {};
    const stats = { read: 0 };
    const requestLog = logger.child({ job: "monthly" });
    await step.run("collect", async () => {
      const { rows } = await db.query("select * from lines where month = $1", [event.data.month]);
      parts.push(...rows.map(String)); // expect: mutation-in-step
      seen.rows = rows.length; // expect: mutation-in-step
      catalog.rows = rows.length; // expect: mutation-in-step
      stats.read += 1; // expect: mutation-in-step
      requestLog.level = "debug"; // fine: what a log is set to
      const local: string[] = [];
      local.push("ok"); // fine: a local of the step
      return local;
    });
    const reportId = uuid(); // expect: nondeterministic-call
    const luck = Math.random() > 0.5; // expect: nondeterministic-call
    if (luck) await step.run("store", () => db.query("insert into reports values ($1)", [reportId]));
    await step.run(`store-${uuid()}`, () => db.query("select 1")); // expect: nondeterministic-step-id
    for (const [index, part] of parts.entries()) {
      await step.run(`part-${index}`, () => db.query("insert into parts values ($1)", [part])); // fine: the index is the same on replay
    }
    const sum = await step.run("sum", () => db.query("select sum(cents) from lines"));
    return { sum, catalog, stats };
  },
);

export const nightly = queue.createFunction(
  { id: "nightly-clean-up", retries: 1 },
  { cron: "TZ=America/New_York 0 3 * * *" }, // fine: five fields and a zone
  async ({ step }) => {
    await step.run("clean", () => db.query("delete from sessions"));
  },
);

export const every5 = queue.createFunction(
  { id: "every-5-minutes", retries: 1 }, // expect: cron-name
  { cron: "*/5 * * * * *" }, // expect: invalid-cron
  async ({ step }) => {
    await step.run("ping", () => fetch("https://example.com/ping"));
  },
);

export const [welcome, goodbye] = ["welcome", "goodbye"].map(inngestFor); // fine: made by a factory
