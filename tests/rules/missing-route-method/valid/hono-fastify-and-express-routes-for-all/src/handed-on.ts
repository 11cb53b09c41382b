import { serve } from "inngest/express";
export const handler = serve({ client: inngest, functions });
app.post("/api/inngest", handler);
