import { inngest } from "./client";
import { request } from "./http";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  const rates = await request("https://example.com"); // a step around it mends the wait too
  await step.run("save", () => save(rates));
});
