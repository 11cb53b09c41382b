import { inngest } from "./client";

export const a = inngest.createFunction(
  { id: "a", triggers: [{ event: "x/y" }] },
  async ({ event, step }) => {
    await step.run("save-then-tell", async () => {
      await db.orders.update({ where: { id: event.data.id }, data: { done: true } });
      try {
        await mail.send(event.data.to);
      } catch (error) {
        console.error(error);
      }
    });
    await step.run("a-cache-before", async () => {
      await redis.del(`order:${event.data.id}`).catch(() => null);
      return db.orders.delete({ where: { id: event.data.id } });
    });
    await step.run("what-the-work-can-do-without", async () => {
      let taste = "";
      try {
        taste = await loadTaste(event.data.user);
      } catch (error) {
        console.warn(error);
      }
      await publish(await write(event.data.topic, taste));
    });
    await step.run("one-of-several", async () => {
      const [order, views] = await Promise.all([
        db.orders.find(event.data.id),
        db.views.count().catch(() => 0),
      ]);
      return { order, views };
    });
    await step.run("others-call-it", async () => {
      const beat = setInterval(async () => {
        try {
          await touch(event.data.id);
        } catch {}
      }, 1000);
      const done = await runAgent({
        isCancelled: async () => {
          try {
            return await isCancelled(event.data.id);
          } catch {
            return false;
          }
        },
      });
      clearInterval(beat);
      return done;
    });
    const asked = await step.run("what-is-given-back", async () => {
      const made = await requestDecision(event.data.id);
      try {
        await tell(event.data.to, made.url);
      } catch (error) {
        console.error(error);
      }
      return { requestId: made.id };
    });
    await step.run("in-a-clause", async () => {
      try {
        await charge(event.data.id, asked.requestId);
      } catch (error) {
        await refund(event.data.id);
        try {
          await note(event.data.id);
        } catch {}
      }
    });
  },
);
