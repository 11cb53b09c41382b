import { Inngest } from "inngest";
import { lost, paid } from "./events";
import { NAMES } from "./names";
const bus = new Inngest({ id: "app" });
export const a = bus.createFunction(
  { id: "a", triggers: [paid, lost, { event: NAMES.late }] }, // error
  async () => {},
);
export const pay = () => bus.send({ name: "order/paid", data: {} }); // error
