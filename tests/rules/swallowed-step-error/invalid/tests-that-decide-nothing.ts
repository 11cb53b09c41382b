import { inngest } from "./client";

async function mark(id: string) {
  try {
    await db.people.update({ where: { id }, data: { ready: true } });
    return true;
  } catch (error) { // error
    console.error(error);
    return false;
  }
}

export const a = inngest.createFunction(
  { id: "a", triggers: [{ event: "x/y" }] },
  async ({ event, step, logger }) => {
    const marked = await step.run("mark", () => mark(event.data.id));
    if (marked) {
      logger.info("marked");
    } else {
      logger.warn("not marked");
    }
    const sent = await step.run("send", async () => {
      try {
        await mail.send(event.data.to);
        return { ok: true };
      } catch (error) { // error
        return { ok: false };
      }
    });
    return { status: sent.ok ? "sent" : "failed" };
  },
);
