import { inngest } from "./client";
export const a = inngest.createFunction(
  {
    id: "a",
    cancelOn: [
      { event: "x/c", match: "async.data.id == event.data.id" }, // error
      { event: "x/d", match: "data.id" },
    ],
  },
  { event: "x/y" },
  async ({ step }) => {
    const answer = await step.waitForEvent("w", {  // error
      event: "x/z",
      timeout: "1d",
      match: "data.id == event.data.id",
    });
    if (!answer) return;
    await step.run("b", () => b(answer.data.id));
  },
);
