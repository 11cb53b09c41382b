import { inngest } from "./client";

async function load(url: string) {
  try {
    const answer = await fetch(url);
    return await answer.text();
  } catch (error) {
    console.error(error);
    return `Failed to load ${url}`;
  }
}

async function label(text: string) {
  try {
    return await model.ask(text);
  } catch {
    // Falls back to what a person looks at.
    return { label: "Could not be read", score: 0 };
  }
}

export const a = inngest.createFunction(
  { id: "a", triggers: [{ event: "x/y" }] },
  async ({ event, step }) => {
    const page = await step.run("load", () => load(event.data.url));
    if (page.startsWith("Failed")) throw new Error(page);
    await step.run("label", async () => {
      const text = await load(event.data.other);
      if (text.includes("Failed")) throw new Error(text);
      const given = await label(text);
      await db.pages.create({ data: given });
    });
  },
);
