import { inngest } from "./client";

async function store(state: object): Promise<boolean> {
  try {
    await redis.hset("state", state);
    return true;
  } catch (error) { // error
    console.error(error);
    return false;
  }
}

async function newMessages(page: Page) {
  try {
    await page.goto("https://x.example/messages");
    return await page.locator("li").allTextContents();
  } catch { // error
    return [];
  }
}

export const a = inngest.createFunction(
  { id: "a", triggers: [{ event: "x/y" }] },
  async ({ event, step }) => {
    await step.run("store", async () => {
      const stored = await store(event.data.state);
      console.log("stored", { stored });
      return { stored };
    });
    await step.run("sync", async () => {
      const page = await browser.newPage();
      const messages = await newMessages(page);
      return { synced: messages.length };
    });
  },
);
