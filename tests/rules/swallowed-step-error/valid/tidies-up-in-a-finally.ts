import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  await step.run("work", async () => {
    const lock = await locks.take(event.data.id);
    try {
      return await work(event.data.id);
    } finally {
      try {
        await store.set(lock.key, "free");
      } catch (error) {
        console.warn(error);
      }
    }
  });
  await step.run("browse", async () => {
    const session = await browsers.open();
    try {
      await session.visit(event.data.url);
    } finally {
      await session.close();
      await browsers.update(session.id, { status: "released" }).catch(() => {});
    }
  });
});
