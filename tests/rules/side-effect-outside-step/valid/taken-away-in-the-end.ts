import { rm } from "node:fs/promises";
import { inngest } from "./client";
async function takeAway(folder) {
  await rm(folder, { recursive: true, force: true });
}
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  const folder = await step.run("make", () => makeFolder());
  try {
    await step.run("build", () => build(folder));
  } finally {
    await rm(folder, { recursive: true, force: true }).catch(() => {});
    await takeAway(folder);
  }
});
