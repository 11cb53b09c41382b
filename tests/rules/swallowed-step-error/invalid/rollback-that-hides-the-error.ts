import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  await step.run("charge", async () => {
    const tx = await db.begin();
    try {
      await tx.insert("a");
      await tx.commit();
    } catch (error) { // error
      console.error(error);
      await tx.rollback();
    }
  });
  const all = await Promise.all(
    ["a", "b"].map((name) => step.run(name, () => api.all().catch(() => false))), // error
  );
  return all.length;
});
