import { inngest } from "@acme/inngest";
import { serve } from "inngest/next";
const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async () => {});
export default serve({ client: inngest, functions: [a] });
