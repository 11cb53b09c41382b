import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  await step.run("charge", async () => {
    const tx = await db.begin();
    try {
      await tx.insert("a");
      await tx.commit();
    } catch (error) {
      await tx.rollback();
      throw error;
    }
  });
});
