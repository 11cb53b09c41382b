import { inngest } from "./client";
import { makeServices, services, type Kit } from "./services";
const { orders } = makeServices();
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  const ids = await orders.list(); // error
  await services.orders.store(event.data.id); // error
  await step.run("store", () => orders.store(ids[0]));
});
export const byClass = (kit: Kit) =>
  inngest.createFunction({ id: "b" }, { event: "x/y" }, async ({ event, step }) => {
    const { orders: mine } = kit;
    await mine.store(event.data.id); // error
    await kit.orders.store(event.data.id); // error
    await step.run("tell", () => tell(event.data.id));
  });
