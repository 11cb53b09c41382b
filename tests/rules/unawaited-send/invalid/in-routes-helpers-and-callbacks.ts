import { Inngest } from "inngest";
export const bus = new Inngest({ id: "shop" });
export const notify = (id: string) => {
  bus.send({ name: "order/paid", data: { id } }); // error
};
export async function each(ids: string[]) {
  ids.forEach((id) => {
    bus.send({ name: "order/paid", data: { id } }); // error
  });
  (bus as Inngest).send([]); // error
  bus.send([]).catch(console.error); // error
}
