import { after } from "next/server";
import { Inngest } from "inngest";
export const bus = new Inngest({ id: "shop" });
export const notify = (id: string) => bus.send({ name: "order/paid", data: { id } });
export async function all(ids: string[]) {
  await Promise.all(ids.map((id) => bus.send({ name: "order/paid", data: { id } })));
  const sent = bus.send([]);
  await sent;
  void bus.send([]);
  after(() => bus.send([]));
  after(async () => {
    await bus.send([]);
  });
  await (async () => {
    await bus.send([]);
  })();
  const reported = (async () => {
    await bus.send([]);
  })();
  void (async () => {
    await bus.send([]);
  })();
  (async () => {
    try {
      await bus.send([]);
    } catch (error) {
      console.error(error);
    }
  })();
  await (console.log("sending"), bus.send([]));
  await Promise.resolve(bus.send([]));
  after(Promise.resolve(bus.send([])));
  await reported;
}
export async function worker(event: Request, context: { waitUntil(p: Promise<unknown>): void }) {
  context.waitUntil(bus.send([]));
  socket.send("hello");
}
