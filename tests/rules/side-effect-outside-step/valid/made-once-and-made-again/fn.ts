import { inngest } from "./client";
import { getAdmin, getDatabase, getRuntime, getSettings, isLate, poolOf } from "./db";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  const admin = getAdmin();
  const settings = getSettings();
  const runtime = getRuntime();
  const database = getDatabase();
  const pool = poolOf(database);
  const late = isLate(event.data.due);
  await step.run("load", () => load(admin, pool, late, settings, runtime));
});
