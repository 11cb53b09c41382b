import { Inngest } from "inngest";
import { bus } from "./client";
const mine = new Inngest({ id: "shop-jobs" }); // error
export const a = mine.createFunction({ id: "a" }, { event: "x/y" }, async () => {});
export const b = bus.createFunction({ id: "b" }, { event: "x/y" }, async () => {});
