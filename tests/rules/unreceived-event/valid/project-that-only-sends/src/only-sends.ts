import { Inngest } from "inngest";
export const bus = new Inngest({ id: "web" });
export const go = () => bus.send({ name: "order/placed" });
