import { fetch, Inngest } from "inngest";

const inngest = new Inngest({ id: "pages" });

export const pull = inngest.createFunction(
  { id: "pull", triggers: [{ event: "page/asked" }] },
  async ({ step, defer }) => {
    const status = await step.run(
      "read",
      async () => (await step.fetch("https://api.test")).status,
    );
    const model = await step.run("pick", async () => step.ai.models.openai({ model: "gpt-4o" }));
    await step.run("load", async () => (await fetch("https://api.test/3")).status);
    await step.run("later", async () => {
      defer("clean", { function: model, data: { status } });
    });
  },
);
