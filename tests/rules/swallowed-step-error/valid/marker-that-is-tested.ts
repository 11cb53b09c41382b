import { inngest } from "./client";
const load = async (id) => {
  try {
    return await db.load(id);
  } catch {
    return undefined;
  }
};
async function ask(step, name) {
  return await step.run(`ask-${name}`, async () => {
    try {
      return await api.quote(name);
    } catch (error) {
      console.warn(error);
    }
  });
}
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  let quote = await step.run("first", async () => {
    try {
      return await api.quote();
    } catch (error) {
      console.warn(error);
      return null;
    }
  });
  quote = quote ?? (await step.run("second", () => api.other()));
  const told = await step.run("tell", async () => {
    let ok = false;
    try {
      await mail.send("a");
      ok = true;
    } catch (error) {
      console.warn(error);
    }
    return ok;
  });
  if (!told) throw new Error("not told");
  if ((await step.run("ping", () => api.ping().catch(() => null))) === null) return;
  const user = await step.run("user", () => load("a"));
  const [left, right] = await Promise.all([
    step.run("left", () => api.left().catch(() => null)),
    step.run("right", () => api.right()),
  ]);
  const all = await Promise.all(
    ["a", "b"].map((name) => step.run(`all-${name}`, () => api.all().catch(() => false))),
  );
  if (!all.every(Boolean)) throw new Error("not all");
  const found = await step.run("found", () => load("b"));
  invariant(found, "not found");
  const price = await ask(step, "price");
  if (!price) throw new Error("no price");
  return [user?.name, left ? right : quote];
});
