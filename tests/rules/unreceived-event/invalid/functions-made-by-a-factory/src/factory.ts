import { Inngest } from "inngest";
export const bus = new Inngest({ id: "shop" });
export const make = (event) => bus.createFunction({ id: event }, { event }, async () => {});
