import { inngest } from "./client";
const now = () => new Date().toISOString();
function tomorrow() {
  const day = new Date();
  day.setDate(day.getDate() + 1);
  return day;
}
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  console.log(`${now()} begin`);
  await step.sleepUntil("tomorrow", tomorrow());
  await step.run("save", () => save());
});
