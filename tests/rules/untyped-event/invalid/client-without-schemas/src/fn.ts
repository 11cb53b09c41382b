import { Inngest } from "inngest";
const plain = new Inngest({ id: "other" });
export const a = plain.createFunction({ id: "a" }, { event: "order/paid" }, h); // error
