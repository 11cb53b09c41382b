import { inngest } from "./client";
async function isThere(name) {
  try {
    return (await resolve(name)).length > 0;
  } catch {
    return false;
  }
}
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  const text = await step.run("text", () => isThere("text"));
  const alias = await step.run("alias", () => isThere("alias"));
  const fresh = await step.run("fresh", () => isThere("fresh"));
  const verified = text && (alias || !fresh);
  await step.run("save", () => save(verified ? "verified" : "failed"));
});
