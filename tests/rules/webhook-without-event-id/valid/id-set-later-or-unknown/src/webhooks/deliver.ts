import { bus } from "../bus";
export async function sendWebhook(hook) {
  await bus.send({ name: "webhook/deliver", data: { hook } });
}
const on = { event: "webhook/deliver" };
export const fn = bus.createFunction({ id: "a" }, on, async ({ step }) => {
  await step.sendEvent("x", { name: "webhook/delivered", data: {} });
  await step.run("y", () => bus.send({ name: "webhook/done" }));
});
