import { Hono } from "hono";
import { serve } from "inngest/hono";
import client from "./inngest";
import * as fns from "./functions";
import { events } from "./second";

const app = new Hono();
app.on(["GET", "PUT", "POST"], "/api/inngest", serve({ client, functions: [fns.encode, fns.cleanup, fns.unused] })); // fine: all three methods
app.post("/videos", async (c) => {
  const body = await c.req.json();
  await client.send({ name: "video/reencode", data: body }); // expect: untyped-event
  await events.send({ name: "video/deleted", data: body }); // expect: untyped-event
  await client.send({ name: "video/confirmed", data: body }); // expect: untyped-event
  await client.send(fns.uploaded.create(body, { id: `uploaded-${body.id}` })); // fine: typed and deterministic
  return c.json({});
});
export default app;
