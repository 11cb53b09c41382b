import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  await step.run("index", async () => {
    try {
      await search.index(event.data.id);
      return { ok: true };
    } catch (error) { // error
      return { ok: false, error: String(error) };
    }
  });
  const unread = await step.run("mail", async () => {
    try {
      await mail.send(event.data.id);
      return { ok: true };
    } catch { // error
      return { ok: false };
    }
  });
  await step.run("told", () => mail.send("a").catch((e) => ({ failed: String(e) }))); // error
});
