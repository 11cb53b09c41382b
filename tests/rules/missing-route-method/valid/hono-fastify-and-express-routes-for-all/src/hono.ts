import { serve } from "inngest/hono";
app.on(["GET", "PUT", "POST"], "/api/inngest", serve({ client: inngest, functions }));
