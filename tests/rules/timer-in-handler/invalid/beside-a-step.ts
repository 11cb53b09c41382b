import { inngest } from "./client";
import { load } from "./api";
const later = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  const late = new Promise((resolve) => setTimeout(resolve, 2000)); // error
  await Promise.race([step.run("load", load), late]);
  const work = step.run("load-again", load);
  await Promise.race([work, later(100)]); // error
});
