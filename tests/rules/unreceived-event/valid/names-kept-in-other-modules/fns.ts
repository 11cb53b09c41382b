import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  await step.sendEvent("s", [
    { name: "user/answered" },
    { name: "post/approved" },
    { name: "post/published" },
  ]);
});
