import { inngest } from "./client";

export const digest = inngest.createFunction(
  { id: "digest", triggers: [{ cron: "0 8 * * *" }] },
  async ({ step }) => {
    const byUser = await step.run("group", async () => {
      const groups = new Map<string, string[]>();
      for (const row of await db.rows.all()) groups.set(row.userId, row.lines);
      return groups;
    });
    for (const [userId, lines] of byUser) { // error
      await step.run(`send-${userId}`, () => send(userId, lines));
    }
    const seen = await step.run("seen", async () => new Set(await db.seen.all()));
    if (seen.has("a")) await step.run("again", () => again()); // error
    const all = [...seen]; // error
    const got = await step.run("got", async () => ({ names: new Map(await db.names()), size: 1 }));
    const { ids } = await step.run("ids", async () => ({ ids: new Set(await db.ids()) }));
    return [all, got.names.get("a"), ids.has(1)]; // error // error
  },
);
