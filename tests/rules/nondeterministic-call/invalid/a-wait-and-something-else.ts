import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  for (const page of event.data.pages) {
    const jitter = 150 + Math.floor(Math.random() * 300); // error
    await new Promise((done) => setTimeout(done, jitter));
    await step.run(`load-${page}`, () => load(page, jitter));
  }
});
