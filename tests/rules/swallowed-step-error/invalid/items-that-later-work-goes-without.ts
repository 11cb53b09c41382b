import { inngest } from "./client";

async function loadAll(feeds: string[]) {
  const found = feeds.map(async (feed) => {
    try {
      const answer = await fetch(feed);
      return await answer.json();
    } catch (error) { // error
      console.error(error);
      return [];
    }
  });
  return (await Promise.all(found)).flat();
}

async function markOverdue() {
  const due = await db.select().from(invoices);
  for (const invoice of due) {
    try {
      await db.update(invoices).set({ status: "overdue" }).where(eq(invoices.id, invoice.id));
    } catch (error) { // error
      console.error(error);
    }
  }
}

export const a = inngest.createFunction(
  { id: "a", triggers: [{ event: "x/y" }] },
  async ({ event, step }) => {
    const news = await step.run("load-all", () => loadAll(event.data.feeds));
    await step.run("mark-overdue", () => markOverdue());
    await step.run("index", async () => {
      const parsed = [];
      for (const id of event.data.ids) {
        try {
          parsed.push(await mailbox.get(id));
        } catch (error) { // error
          console.error(error);
        }
      }
      await db.mails.createMany({ data: parsed });
    });
    await step.run("answer", async () => {
      const ask = async (question: string) => {
        try {
          return await model.ask(question);
        } catch (error) { // error
          console.error(error);
          return null;
        }
      };
      const first = await ask("who");
      const second = await ask("what");
      return { first, second };
    });
    await step.run("tell", async () => {
      await broadcastToUsers(news);
      await Promise.all(news.map((each) => mail.send(each).catch((err) => console.error(err)))); // error
      await Promise.all(news.map((each) => push.send(each).catch((err) => console.error(err)))); // error
    });
  },
);
