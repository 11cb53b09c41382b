import { inngest } from "./client";

export const a = inngest.createFunction(
  { id: "a", triggers: [{ event: "x/y" }] },
  async ({ event, step }) => {
    await step.run("research", () => research(event.data.id));

    // Best effort: the document is there without it.
    if (event.data.proposal) {
      await step.run("mark-ready", async () => {
        try {
          await db.proposals.update({ where: { id: event.data.proposal }, data: { ready: true } });
        } catch (error) {
          console.warn(error);
        }
      });
    }

    await step.run("in-app", async () => {
      const row = await db.notices.create({ data: { to: event.data.id } });
      // Flag the row (best-effort).
      if (row) {
        await db.notices.updateMany({ data: { seen: true } }).catch(() => {});
      }
    });
  },
);
