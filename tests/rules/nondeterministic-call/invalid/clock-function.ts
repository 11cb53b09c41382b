import { inngest } from "./client";
const now = () => new Date().toISOString();
function tomorrow() {
  const day = new Date();
  day.setDate(day.getDate() + 1);
  return day;
}
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  const at = now(); // error
  await step.run("save", () => save(at));
  const due = tomorrow(); // error
  if (due > limit) await step.run("late", () => save());
});
