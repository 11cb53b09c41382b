import { inngest } from "./client";
import { makeServices, services, type Kit } from "./services";
const { price } = makeServices();
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  const total = await price.later(event.data.items);
  const { price: again } = services;
  const twice = await again.later(event.data.items);
  await step.run("store", () => store(total + twice));
});
export const byClass = (kit: Kit) =>
  inngest.createFunction({ id: "b" }, { event: "x/y" }, async ({ event, step }) => {
    const total = await kit.price.later(event.data.items);
    await step.run("store", () => kit.orders.store(String(total)));
  });
