import { Inngest } from "inngest";
import { serve } from "inngest/express";
const admin = new Inngest({ id: "admin" });
const sync = admin.createFunction({ id: "sync" }, { event: "x/y" }, async () => {});
export default serve({ client: admin, functions: [sync] });
