import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  let last = null;
  const seen = new Set();
  for (const shop of event.data.shops) {
    await step.run(`load-${shop}`, async () => {
      if (seen.has(last)) return;
      last = await load(shop, last); // error
      seen.add(last); // error
    });
  }
  let key;
  await step.run("make", async () => {
    key = await make(event.data.id); // error
  });
  await step.run("use", () => use(key));
});
