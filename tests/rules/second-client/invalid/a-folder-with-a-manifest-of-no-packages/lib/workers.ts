import { Inngest } from "inngest";
const inngest = new Inngest({ id: "shop" }); // error
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async () => {});
