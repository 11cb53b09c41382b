import { serve } from "inngest/node";
import { functions, inngest } from "../inngest";

export default defineEventHandler(async (event) => {
  const handler = serve({ client: inngest, functions: await functions() });
  return handler(event.node.req, event.node.res);
});
