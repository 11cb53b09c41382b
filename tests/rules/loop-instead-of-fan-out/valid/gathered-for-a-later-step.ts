import { inngest } from "./client";
import { store } from "./store";

export const a = inngest.createFunction(
  { id: "a", triggers: [{ event: "x/y" }] },
  async ({ step }) => {
    const queries = await step.run("plan", () => store.plan());
    const found = [];
    for (const query of queries) {
      found.push(await step.run(`search-${query}`, () => store.search(query)));
    }
    const texts = await Promise.all(
      queries.map((query) => step.run(`read-${query}`, () => store.read(query))),
    );
    await step.run("write", () => store.write(found, texts));
  },
);
