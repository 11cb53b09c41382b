import { inngest } from "./client";
import { load, save } from "./api";
const later = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  const late = new Promise((_, reject) => setTimeout(() => reject(new Error("late")), 2000));
  const first = await Promise.race([load(), late]);
  const second = await Promise.race([
    load(),
    new Promise((resolve) => setTimeout(() => resolve(null), 2000)),
  ]);
  const third = await Promise.any([load(), later(100)]);
  await step.run("save", () => save(first, second, third));
});
