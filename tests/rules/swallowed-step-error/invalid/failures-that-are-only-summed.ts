import { inngest } from "./client";

export const a = inngest.createFunction(
  { id: "a", triggers: [{ cron: "0 8 * * *" }] },
  async ({ step }) => {
    const rows = await step.run("load", () => db.rows.findMany());
    let synced = 0;
    let failed = 0;
    for (const row of rows) {
      const result = await step.run(`sync-${row.id}`, async () => {
        try {
          await books.create(row);
          return { synced: 1, failed: 0 };
        } catch (error) { // error
          Sentry.captureException(error);
          return { synced: 0, failed: 1 };
        }
      });
      synced += result.synced;
      failed += result.failed;
    }
    return { synced, failed };
  },
);

export const b = inngest.createFunction(
  { id: "b", triggers: [{ cron: "0 9 * * *" }] },
  async ({ step }) => {
    try {
      await step.run("reconcile", () => reconcile());
      return { ok: true };
    } catch (error) { // error
      Sentry.captureException(error, { tags: { area: "books" } });
      return { ok: false };
    }
  },
);
