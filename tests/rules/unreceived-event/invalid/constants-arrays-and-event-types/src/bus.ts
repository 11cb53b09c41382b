import { Inngest } from "inngest";
export const bus = new Inngest({ id: "shop" });
export const EVENTS = { placed: "order/placed", lost: "order/lost" };
