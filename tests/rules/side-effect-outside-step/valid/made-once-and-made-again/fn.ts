import { inngest } from "./client";
import { getAdmin, getDatabase, isLate } from "./db";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  const admin = getAdmin();
  const database = getDatabase();
  const late = isLate(event.data.due);
  await step.run("load", () => load(admin, database, late));
});
