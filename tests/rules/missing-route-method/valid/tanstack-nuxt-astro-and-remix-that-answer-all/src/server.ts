import { serve } from "inngest/bun";
import { inngest } from "./client";
Bun.serve({
  fetch: serve({ client: inngest, functions: [] }),
  routes: { "/health": { GET: () => new Response("ok") } },
});
