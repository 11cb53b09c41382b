import { inngest } from "./client";

async function mailAll(list: string[]) {
  await connectDB();
  for (const to of list) {
    try {
      await mail.send(to);
    } catch (error) { // error
      console.error(error);
    }
  }
}

async function scoreAll(batch: string) {
  const leads = await db.leads.findMany({ where: { batch } });
  const updates = leads.map(async (lead) => {
    try {
      await db.leads.update({ where: { id: lead.id }, data: { score: await score(lead) } });
    } catch (error) { // error
      console.error(error);
    }
  });
  await Promise.all(updates);
}

export const a = inngest.createFunction(
  { id: "a", triggers: [{ event: "x/y" }] },
  async ({ event, step }) => {
    await step.run("mail-all", () => mailAll(event.data.list));
    await step.run("score-all", () => scoreAll(event.data.batch));
    await step.run("index", async () => {
      await setStatus(event.data.id, "indexing");
      const pages = await db.pages.findMany();
      for (const page of pages) {
        try {
          await index(page);
        } catch (error) { // error
          console.error(error);
        }
      }
    });
  },
);
