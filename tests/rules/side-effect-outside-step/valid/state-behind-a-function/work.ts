import { inngest } from "./client";
import { database, label, settings, sorted } from "./lib/setup";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  const prisma = database();
  const { zone } = settings();
  const ids = await sorted(event.data.ids);
  const word = await label(zone);
  await step.run("save", () => prisma.row.create({ data: { ids, word } }));
});
