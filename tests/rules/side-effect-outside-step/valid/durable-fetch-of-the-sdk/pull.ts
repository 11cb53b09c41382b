import { generateText } from "ai";
import { fetch, Inngest } from "inngest";
import { getPage, http, openai, Tracker } from "./api";

const inngest = new Inngest({ id: "tracker" });

export const pull = inngest.createFunction(
  { id: "pull", triggers: [{ cron: "0 6 * * *" }] },
  async ({ event, step }) => {
    const first = await fetch("https://api.test/first");
    const page = await getPage("0");
    const { text } = await generateText({ model: openai("gpt-4o"), prompt: page.items[0] });
    const me = await http.get("https://api.test/me");
    const issues = await new Tracker(fetch).issues();
    const own = new Tracker(step.fetch);
    const mine = await own.issues();
    await step.run("save", () => console.log(first.status, text, me.data, issues, mine, event));
  },
);
