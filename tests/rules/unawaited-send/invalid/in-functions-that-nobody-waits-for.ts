import { Inngest } from "inngest";
export const bus = new Inngest({ id: "shop" });
export async function paid(id: string, log: Console) {
  (async () => {
    await bus.send({ name: "order/paid", data: { id } }); // error
  })();
  setTimeout(() => bus.send({ name: "order/paid", data: { id } }), 0); // error
  queueMicrotask(() => bus.send([])); // error
  if (id) bus.send([]), log.info("sent"); // error
  Promise.resolve(bus.send([])); // error
  Promise.resolve().then(() => bus.send([])); // error
  Promise.allSettled([bus.send([])]).then(() => log.info("sent")); // error
}
