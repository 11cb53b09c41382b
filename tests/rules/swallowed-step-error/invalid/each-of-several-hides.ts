import { inngest } from "./client";

export const a = inngest.createFunction(
  { id: "a", triggers: [{ event: "x/y" }] },
  async ({ event, step }) => {
    const made = await step.run("extract", async () => {
      const [facts, jobs] = await Promise.all([
        extract(event.data.text).catch((error) => { // error
          console.error(error);
          return [];
        }),
        classify(event.data.text).catch((error) => { // error
          console.error(error);
          return [];
        }),
      ]);
      return { facts, jobs };
    });
    await step.run("save", () => db.facts.createMany({ data: made.facts, jobs: made.jobs }));
  },
);
