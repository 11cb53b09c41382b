import { Inngest } from "inngest";
export const bus = new Inngest({ id: "shop" });
export const a = bus.createFunction({ id: "sync" }, { event: "x/y" }, async () => {});
export const b = bus.createFunction({ id: "sync" }, { event: "x/y" }, h); // error
