import { inngest } from "./client";

async function ask(prompt) {
  try {
    const answer = await fetch("https://example.com", { method: "POST", body: prompt });
    return await answer.text();
  } catch (error) { // error
    console.warn(error);
    return null;
  }
}

async function classify(item) {
  const label = await ask(item);
  if (!label) return { status: "failed" };
  await store.label(item, label);
  return { status: "done" };
}

export const a = inngest.createFunction(
  { id: "a", triggers: [{ event: "x/y" }] },
  async ({ event, step }) => {
    await step.run("classify", () => classify(event.data.item));
  },
);
