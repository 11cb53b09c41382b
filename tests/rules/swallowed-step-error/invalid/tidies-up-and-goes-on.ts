import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  try {
    await step.run("work", () => work());
  } catch (error) {
    await step.run("give-back", async () => {
      try {
        await giveBack();
      } catch (again) { // error
        console.error(again);
      }
    });
  }
});
