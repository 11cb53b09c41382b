import { serve } from "inngest/fastify";
const handler = serve({ client: inngest, functions }); // error
app.route({ method: ["GET", "POST"], handler, url: "/api/inngest" });
