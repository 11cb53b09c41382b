import { inngest } from "./client";

export const a = inngest.createFunction(
  { id: "a", triggers: [{ event: "x/y" }] },
  async ({ event, step }) => {
    await step.run("many", async () => {
      const failed = [];
      for (const id of event.data.ids) {
        try {
          await send(id);
        } catch { // error
          failed.push(id);
        }
      }
      return { failed };
    });
    const told = await step.run("told", async () => {
      const results = [];
      for (const id of event.data.ids) {
        try {
          await send(id);
          results.push({ id, status: "sent" });
        } catch (error) { // error
          results.push({ id, status: "failed" });
        }
      }
      return results;
    });
    const sent = await Promise.all(
      event.data.ids.map((id) =>
        step.run(`send-${id}`, async () => {
          try {
            await send(id);
            return { ok: true, error: null };
          } catch (error) { // error
            return { ok: false, error: String(error) };
          }
        }),
      ),
    );
    const all = [];
    for (const id of event.data.ids) {
      const one = await step.run(`tell-${id}`, async () => {
        try {
          return { id, told: await tell(id) };
        } catch (error) { // error
          return { id, told: false, reason: String(error) };
        }
      });
      all.push(one);
    }
    return { told: told.length, sent: sent.filter((each) => each.ok).length, all };
  },
);
