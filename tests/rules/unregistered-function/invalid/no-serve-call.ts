import { Inngest } from "inngest";
const inngest = new Inngest({ id: "shop" });
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, h); // error
inngest.createFunction({ id: "b" }, { event: "x/y" }, async () => {}); // error
export default inngest.createFunction({ id: "c" }, { event: "x/y" }, h); // error
