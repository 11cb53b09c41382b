import { serve } from "inngest/express";
import { admin } from "./client";
const a = admin.createFunction({ id: "a" }, { event: "x/y" }, async () => {});
export default serve({ client: admin, functions: [a] });
