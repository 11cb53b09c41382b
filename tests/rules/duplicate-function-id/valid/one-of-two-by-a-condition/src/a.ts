import { Inngest } from "inngest";
export const bus = new Inngest({ id: "shop" });
export const a = process.env.NEW
  ? bus.createFunction({ id: "sync" }, { event: "x/y" }, async () => {})
  : bus.createFunction({ id: "sync" }, { event: "x/z" }, async () => {});
