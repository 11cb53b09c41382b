import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  const { user } = await step.run("load", async () => {
    try {
      return { user: await api.get(event.data.id) };
    } catch {
      return { user: null };
    }
  });
  if (!user) return { status: "gone" };
  const found = await step.run("search", async () => {
    try {
      return await search(user.name);
    } catch (error) {
      return { rows: [], failed: true };
    }
  });
  return step.run("store", () => db.results.create({ found }));
});
