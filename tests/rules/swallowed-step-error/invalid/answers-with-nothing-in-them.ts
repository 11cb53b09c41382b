import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step, logger }) => {
  const { answer } = await step.run("mail", async () => {
    try {
      return { answer: await mail.send(event.data.to) };
    } catch (error) { // error
      console.log(error);
    }
    return { answer: null };
  });
  logger.info(`sent: ${answer?.status}`);
  const found = await step.run("search", async () => {
    const rows = await search(event.data.term).catch((error) => { // error
      console.error(error);
      return { rows: [], total: 0, pages: { next: null } } as Found;
    });
    return rows;
  });
  await step.run("store", () => db.results.create({ found }));
});
