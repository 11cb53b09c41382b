import { serve } from "inngest/hono";
app.on(["GET", "POST"], "/api/inngest", serve({ client: inngest, functions })); // error
