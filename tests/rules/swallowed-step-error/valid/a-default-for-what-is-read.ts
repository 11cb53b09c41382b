import { inngest } from "./client";

export const a = inngest.createFunction(
  { id: "a", triggers: [{ event: "x/y" }] },
  async ({ event, step }) => {
    const plan = await step.run("plan", async () => {
      const signals = await getSignals(event.data.id).catch(() => ({ inside: [], outside: [] }));
      return makePlan({ findings: event.data.findings, signals });
    });
    await step.run("all", async () => {
      const [orders, views] = await Promise.all([
        fetchOrders(event.data.id).catch(() => []),
        fetchViews(event.data.id).catch(() => []),
      ]);
      await publish({ orders, views });
    });
    const title = await step.run("title", async () => {
      try {
        return await model.name(event.data.text);
      } catch (error) {
        console.warn(error);
        return "A story";
      }
    });
    await step.run("create", () => db.stories.insert({ title, plan, status: "processing" }));
  },
);
