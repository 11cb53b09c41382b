import { serve } from "inngest/fastify";
const handler = serve({ client: inngest, functions });
app.route({ method: ["GET", "POST"], handler, url: "/api/inngest" });
app.route({ method: "PUT", handler, url: "/api/inngest" });
