import { inngest as app } from "./client";
async function chargeCard(tools, id) {
  return tools.run("charge", () => pay(id));
}
export const a = app.createFunction({ id: "a" }, { event: "x/y" }, async ({ step: s }) => {
  await chargeCard(s, 1);
  await s.run("sum", add).then((n) => s.run("double", () => n * 2));
  await s.run("log", () => {
    const step = { run: (name) => name };
    return step.run("not a step");
  });
});
