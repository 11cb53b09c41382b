import { serve } from "inngest/express";
app.use("/api/inngest", serve({ client: inngest, functions }));
