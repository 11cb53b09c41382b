import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  const at = typeof event?.ts === "number" ? event.ts : Date.now();
  const id = event.id ? event.id : crypto.randomUUID();
  await step.run("save", () => save(id, new Date(at).getUTCHours()));
  await step.run("log", () => note(id, at));
});
