import { inngest } from "./client";
import { push, tell, note } from "./mail";
const again = async (to) => await note(to);
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  await step.run("push", () => push("a"));
  await step.run("tell", async () => {
    await tell("a"); // the only thing it does
  });
  await step.run("note", async () => {
    return again("a");
  });
});
