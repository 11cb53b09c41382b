import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  const index = await step.run("index", async () => {
    try {
      await search.index(event.data.id);
      return { ok: true };
    } catch (error) {
      return { ok: false, error: String(error) };
    }
  });
  if (!index.ok) throw new Error(index.error);
  await step.run("saved", async () => {
    try {
      await mail.send(event.data.id);
      return { ok: true };
    } catch (error) {
      await db.failures.create({ error });
      return { ok: false };
    }
  });
  await step.run("other", async () => {
    try {
      return await mail.send(event.data.id);
    } catch (error) {
      return mail.sendLater(event.data.id);
    }
  });
});
