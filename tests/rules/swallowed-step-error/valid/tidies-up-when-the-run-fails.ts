import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  try {
    await step.run("work", () => work());
  } catch (error) {
    await step.run("remove-rest", async () => {
      try {
        await removeRest();
      } catch (again) {
        console.error(again);
      }
    });
    if (error) await step.run("tell", () => tell(error).catch(() => undefined));
    throw error;
  }
});
