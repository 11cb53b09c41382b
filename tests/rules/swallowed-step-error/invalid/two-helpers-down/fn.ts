import { inngest } from "./client";
import { handle } from "./engine";

export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event }) => {
  await handle(event.data);
  return { done: true };
});
