import { Hono } from "hono";
import { serve } from "inngest/cloudflare";
import { inngest } from "./inngest";
import { makeFunctions } from "./functions";

const app = new Hono<{ Bindings: Env }>();
const handler = serve({ client: inngest, functions: makeFunctions() }); // fine: a factory gives the list

app.all("/api/inngest", (c) => handler(c)); // fine: every method
app.post("/requests", async (c) => {
  const body = await c.req.json();
  c.executionCtx.waitUntil(inngest.send({ name: "request/opened", data: body })); // fine: kept alive
  inngest.send({ name: "request/opened", data: body }).catch(console.error); // expect: unawaited-send
  return c.json({ ok: true });
});
app.post("/hooks/docusign", async (c) => {
  const event = await c.req.json();
  if (c.req.header("x-docusign-signature-1") !== (await sign(event))) return c.text("no", 401);
  await inngest.send({ name: "request/signed", data: event }); // expect: webhook-without-event-id
  await inngest.send({ name: "request/signed", data: event, id: `docusign-${event.envelopeId}-${event.status}` }); // fine: made of theirs
  return c.text("ok");
});
async function sign(event: unknown) {
  return JSON.stringify(event);
}
export default app;
