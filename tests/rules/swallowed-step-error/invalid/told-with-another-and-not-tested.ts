import { inngest } from "./client";
async function isThere(name) {
  try {
    return (await resolve(name)).length > 0;
  } catch { // error
    return false;
  }
}
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  const alias = await step.run("alias", () => isThere("alias"));
  const verified = event.data.text || alias;
  await step.run("save", () => save(verified));
});
