import { inngest } from "../inngest";
import { db, recipes } from "../db";
import { newSlug, slugOf } from "../ids";

const seen = new Set<string>();
let total = 0;

export const importRecipe = inngest.createFunction(
  { id: "import-recipe", retries: 2, triggers: [{ event: "recipe/imported" }] },
  async ({ event, step }) => {
    const slug = newSlug(event.data.title); // expect: nondeterministic-call
    const path = slugOf(event.data.title); // fine: computes only
    if (seen.has(event.data.recipeId)) return "seen"; // expect: side-effect-outside-step
    seen.add(event.data.recipeId); // fine: said of `seen` above
    await step.run("store", () => db.insert(recipes).values({ id: slug, title: path }));
    const lines: string[] = [];
    for (const line of event.data.lines as string[]) lines.push(line.trim()); // fine: a local of the handler
    await step.run("store-lines", async () => {
      const kept: string[] = [];
      lines.forEach((line) => kept.push(line)); // fine: a local of the step
      await db.insert(recipes).values(kept.map((id) => ({ id })));
      return kept.length;
    });
    lines.forEach(async (line) => { await step.run(`tag-${line}`, () => db.insert(recipes).values({ id: line })); }); // expect: unawaited-step
    await Promise.all(lines.map((line) => step.run(`index-${line}`, () => db.insert(recipes).values({ id: line })))); // fine: collected
  },
);

export const countViews = inngest.createFunction(
  { id: "count-views", retries: 1, triggers: [{ event: "recipe/viewed" }], batchEvents: { maxSize: 50, timeout: "1d" } }, // expect: invalid-function-config
  async ({ events, step }) => {
    await step.run("count", async () => {
      total += events.length; // fine: the process keeps it, and no run reads it
      await db.insert(recipes).values({ id: "views" });
    });
    await step.run("flush", async () => {
      await Promise.allSettled(events.map((each) => db.insert(recipes).values({ id: each.data.recipeId }))); // expect: swallowed-step-error
    });
    const outcomes = await step.run("warm", async () => {
      const all = await Promise.allSettled(events.map((each) => fetch(`https://cdn.example.com/${each.data.recipeId}`)));
      const failed = all.filter((each) => each.status === "rejected"); // fine: the failures are read
      if (failed.length > 0) throw new Error(`${failed.length} failed`);
      return all.length;
    });
    return outcomes;
  },
);
