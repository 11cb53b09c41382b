import { serve } from "inngest/fastify";
const handler = serve({ client: inngest, functions });
app.route({ method: ["GET", "POST", "PUT"], handler, url: "/api/inngest" });
