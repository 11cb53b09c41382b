import { Inngest } from "inngest";

const inngest = new Inngest({ id: "builds" });

export const build = inngest.createFunction(
  { id: "build", triggers: [{ event: "branch/pushed" }] },
  async ({ step, defer }) => {
    step.ai.models.openai({ model: "gpt-4o" });
    step.fetch.config({});
    defer("clean", { function: build, data: {} });
    await step.run("a", () => 1);
  },
);
