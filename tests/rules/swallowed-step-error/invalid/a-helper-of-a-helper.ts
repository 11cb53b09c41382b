import { inngest } from "./client";

async function post(message: object): Promise<boolean> {
  try {
    await fetch("https://hooks.example", { method: "POST", body: JSON.stringify(message) });
    return true;
  } catch (error) { // error
    console.error(error);
    return false;
  }
}

async function tellUpload(name: string): Promise<boolean> {
  const message = { text: `new: ${name}` };
  return post(message);
}

async function withdrawStale(page: Page) {
  try {
    await page.goto("https://x.example/sent");
    const withdrawn = await page.locator("li").count();
    return { withdrawn };
  } catch { // error
    return { withdrawn: 0 };
  }
}

export const a = inngest.createFunction(
  { id: "a", triggers: [{ event: "x/y" }] },
  async ({ event, step }) => {
    await step.run("tell", async () => {
      if (event.data.kind === "upload") {
        await tellUpload(event.data.name);
        console.log("told");
      }
    });
    await step.run("clean-up", async () => {
      const page = await browser.newPage();
      const result = await withdrawStale(page);
      console.log(result.withdrawn);
      return result;
    });
  },
);
