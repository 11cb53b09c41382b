import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  await step.run("page", async () => {
    try {
      const answer = await fast(event.data.url);
      if (answer.ok) return answer;
    } catch {
      // the slow way, then
    }
    return slow(event.data.url);
  });
  await step.run("file", async () => {
    if (await stat(event.data.path).catch(() => null)) return;
    const known = await stat(event.data.other).catch(() => null);
    if (!known) await make(event.data.other);
  });
  await step.run("price", async () => {
    let price;
    try {
      price = await quote(event.data.id);
    } catch (error) {
      console.warn(error);
    }
    if (price === undefined) price = await guess(event.data.id);
    return price;
  });
  await step.run("tidy", async () => {
    try {
      await convert(event.data.path);
    } finally {
      await unlink(event.data.path).catch(() => {});
    }
  });
});
