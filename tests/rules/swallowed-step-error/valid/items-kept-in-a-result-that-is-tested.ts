import { inngest } from "./client";

export const a = inngest.createFunction(
  { id: "a", triggers: [{ event: "x/y" }] },
  async ({ event, step }) => {
    const told = await step.run("told", async () => {
      const failed = [];
      for (const id of event.data.ids) {
        try {
          await send(id);
        } catch {
          failed.push(id);
        }
      }
      return failed;
    });
    if (told.length > 0) throw new Error("some were not sent");
    const all = [];
    for (const id of event.data.ids) {
      const one = await step.run(`tell-${id}`, async () => {
        try {
          return { id, told: await tell(id) };
        } catch (error) {
          return { id, told: false, reason: String(error) };
        }
      });
      all.push(one);
    }
    await step.run("again", () => tellAgain(all));
  },
);
