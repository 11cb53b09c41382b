import { inngest } from "./client";

export const a = inngest.createFunction(
  { id: "a", triggers: [{ event: "x/y" }] },
  async ({ event, step }) => {
    await step.run("load", async () => {
      let page = null;
      for (const mirror of event.data.mirrors) {
        try {
          page = await load(mirror);
          if (page.ok) break;
        } catch (error) {
          console.warn(error);
        }
      }
      await db.pages.create({ data: page });
    });
    await step.run("claim", async () => {
      for (const key of event.data.keys) {
        try {
          await db.claims.create({ data: { key } });
        } catch {
          console.debug("Skipping what is already claimed", key);
        }
      }
    });
    await step.run("mail", async () => {
      try {
        await mail.send(event.data.to);
      } catch (error) {
        if (error.status === 400) {
          console.warn(error);
        } else {
          await db.outbox.create({ data: { to: event.data.to } });
        }
      }
    });
  },
);
