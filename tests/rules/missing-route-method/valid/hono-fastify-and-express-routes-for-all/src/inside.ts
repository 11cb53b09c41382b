import { serve } from "inngest/express";
app.post("/api/inngest", (req, res) => {
  const handler = serve({ client: inngest, functions });
  return handler(req, res);
});
