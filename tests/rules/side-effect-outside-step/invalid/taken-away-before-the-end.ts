import { rm } from "node:fs/promises";
import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  const folder = await step.run("make", () => makeFolder());
  await rm(folder, { recursive: true }); // error
  try {
    await step.run("build", () => build(folder));
  } finally {
    await db.builds.update({ folder, done: true }); // error
  }
});
