import { inngest } from "./client";

export const digest = inngest.createFunction(
  { id: "digest", triggers: [{ cron: "0 8 * * *" }] },
  async ({ step }) => {
    const byUser = await step.run("group", async () => {
      const groups = new Map<string, string[]>();
      for (const row of await db.rows.all()) groups.set(row.userId, row.lines);
      return Object.fromEntries(groups);
    });
    const seen = await step.run("seen", async () => {
      let found = new Set(await db.seen.all());
      found = [...found];
      return found;
    });
    const cache = await step.run("cache", () => makeCache());
    let names = await step.run("names", async () => new Map(await db.names()));
    names = new Map(Object.entries(names));
    const made = new Map(await step.run("pairs", async () => [...new Map(await db.names())]));
    return [byUser.get, seen.length, cache.get("a"), names.get("a"), made.has("b"), { ...seen }];
  },
);
