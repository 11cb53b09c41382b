import { Inngest } from "inngest";
const inngest = new Inngest({ id: "one" });
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async () => {});
