import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  for (const shop of event.data.shops) {
    let answer: Answer | null = null;
    const lines: string[] = [];
    await step.run(`load-${shop}`, async () => {
      if (shop === "first") answer = await first(shop);
      else answer = await other(shop);
      if (!answer) return;
      lines.push(answer.text);
      await save(shop, answer.text, lines);
    });
  }
  let key;
  await step.run("once", async () => {
    key = await keyOf(event.data.id);
    await use(key);
  });
});
