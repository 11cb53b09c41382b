import { guarded } from "./wrapper";
export const a = guarded({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  await step.sleep("pause", "1s");
  return { name: event.data.name, at: Date.now() };
});
