import { serve } from "inngest/express";
app.use(express.json());
app.post("/api/inngest", serve({ client: inngest, functions })); // error
