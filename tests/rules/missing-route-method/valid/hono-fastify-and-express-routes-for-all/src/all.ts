import { serve } from "inngest/hono";
app.all("/api/inngest", serve({ client: inngest, functions }));
