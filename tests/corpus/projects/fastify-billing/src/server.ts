import Fastify from "fastify";
import { fastifyPlugin } from "inngest/fastify";
import { inngest } from "./inngest";
import { limits } from "./jobs/limits";
import { batches } from "./jobs/batches";
import { expressions } from "./jobs/expressions";
import { triggers } from "./jobs/triggers";
import { cancels } from "./jobs/cancels";

const app = Fastify();
app.register(fastifyPlugin, { client: inngest, functions: [...limits, ...batches, ...expressions, ...triggers, ...cancels], options: {} }); // fine: every list is spread
app.post("/invoices", async (request) => {
  await inngest.send({ name: "billing/invoice.created", data: request.body as Record<string, unknown> });
  return { ok: true };
});
await app.listen({ port: 3000 });
