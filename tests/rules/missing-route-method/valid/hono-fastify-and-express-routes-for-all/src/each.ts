import { serve } from "inngest/express";
app.get("/api/inngest", serve({ client: inngest, functions }));
app.post("/api/inngest", serve({ client: inngest, functions }));
app.put("/api/inngest", serve({ client: inngest, functions }));
