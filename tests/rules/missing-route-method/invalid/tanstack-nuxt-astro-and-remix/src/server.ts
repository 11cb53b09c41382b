import { serve } from "inngest/bun";
import { inngest } from "./client";
const handler = serve({ client: inngest, functions: [] }); // error
Bun.serve({ routes: { "/api/inngest": { GET: handler, POST: handler } } });
