import { Inngest } from "inngest";
import { serve } from "inngest/next";
const inngest = new Inngest({ id: "web" });
const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async () => {});
const b = inngest.createFunction({ id: "b" }, { event: "x/y" }, async () => {}); // error
export default serve({ client: inngest, functions: [a] });
