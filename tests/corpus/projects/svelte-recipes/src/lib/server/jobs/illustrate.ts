import OpenAI from "openai";
import { eq } from "drizzle-orm";
import { inngest } from "../inngest";
import { db, recipes } from "../db";
import { recipeById, recipeQuery, withViews } from "../repository";

const openai = new OpenAI();

export const illustrate = inngest.createFunction(
  { id: "illustrate-recipe", retries: 3, triggers: [{ event: "recipe/published" }], throttle: { limit: 5, period: "1m" } }, // fine: a minute
  async ({ event, step }) => {
    const [recipe] = await recipeById(event.data.recipeId); // expect: side-effect-outside-step
    const again = await recipeQuery(event.data.recipeId); // expect: side-effect-outside-step
    const picture = await openai.images.generate({ prompt: recipe.title! }); // expect: side-effect-outside-step
    const text = await step.run("describe", () => openai.chat.completions.create({ model: "gpt-5", messages: [] })); // fine: in a step
    const counted = withViews({ ...recipe, views: 1 }, 2); // fine: computes only
    await db.update(recipes).set({ title: text.choices[0].message.content }).where(eq(recipes.id, recipe.id)); // expect: side-effect-outside-step
    const pending = db.insert(recipes).values({ id: "copy", title: again?.title }); // fine: only built here
    await step.run("copy", async () => pending); // fine: awaited in the step
    return { url: picture.data?.[0].url, views: counted.views };
  },
);
