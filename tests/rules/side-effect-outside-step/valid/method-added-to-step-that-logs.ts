import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  if (typeof step.log !== "function") step.log = async () => {};
  step.say = async (text) => console.log(text);
  await step.log("begun");
  await step.say("begun");
  await step.run("b", () => step.log("inside"));
});
