import { fetch, Inngest } from "inngest";

const inngest = new Inngest({ id: "pages" });

export const pull = inngest.createFunction(
  { id: "pull", triggers: [{ event: "page/asked" }] },
  async ({ step }) => {
    const since = Date.now();
    await step.fetch(`https://api.test/new?since=${since}`);
    await fetch(`https://api.test/new?since=${Date.now()}`);
  },
);
