import { Inngest } from "inngest";

const inngest = new Inngest({ id: "flows" });

export const start = inngest.createFunction(
  { id: "start", triggers: [{ event: "flows/start" }] },
  async ({ event, step }) => {
    let pause = 0;
    let limit = "soon";
    for (const id of event.data.ids) {
      if (pause > 0) await step.sleep(`pause-${id}`, pause);
      await step.run(`start-${id}`, () => id);
      pause = Math.min(60_000, pause + 10_000);
    }
    limit = event.data.limit;
    await step.sleep("limit", limit);
    let wait = 10;
    wait *= event.data.factor;
    await step.sleep("wait", wait);
  },
);
