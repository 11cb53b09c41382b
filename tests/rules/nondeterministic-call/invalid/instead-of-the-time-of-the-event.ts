import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  const at = event.data.now ? event.ts : Date.now(); // error
  const due = event.ts && Date.now(); // error
  await step.run("save", () => save(at, due));
  await step.run("log", () => note(at, due));
});
