import { Inngest } from "inngest";
import { serve } from "inngest/express";
import { load } from "./load";
const inngest = new Inngest({ id: "worker" });
export const c = inngest.createFunction({ id: "c" }, { event: "x/y" }, async () => {});
export default serve({ client: inngest, functions: load() });
