import { fetch, Inngest } from "inngest";

const inngest = new Inngest({ id: "pages" });

export const pull = inngest.createFunction(
  { id: "pull", triggers: [{ event: "page/asked" }] },
  async ({ step }) => {
    await step.fetch("https://api.example.test/Pages/1");
    await fetch("https://api.example.test/Pages/2");
    return step.ai.models.openai({ id: "GPT 4o" });
  },
);
