import { serve } from "inngest/hono";
app.on(METHODS, "/api/inngest", serve({ client: inngest, functions }));
