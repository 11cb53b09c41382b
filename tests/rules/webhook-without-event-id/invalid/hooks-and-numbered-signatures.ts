import { Hono } from "hono";
import { inngest } from "./client";
const app = new Hono();
export const f = inngest.createFunction({ id: "f" }, { event: "doc/signed" }, async () => {});
app.post("/hooks/docusign", async (c) => {
  const data = await c.req.json();
  await inngest.send({ name: "doc/signed", data }); // error
  return c.text("ok");
});
app.post("/in/:provider", async (c) => {
  if (c.req.header("x-docusign-signature-1") !== "a") return c.text("no", 401);
  await inngest.send({ name: "doc/signed", data: await c.req.json() }); // error
  return c.text("ok");
});
app.post("/ci", async (c) => {
  if (c.req.header("x-gitlab-token") !== "a") return c.text("no", 401);
  await inngest.send({ name: "doc/signed", data: await c.req.json() }); // error
  return c.text("ok");
});
app.post("/hooks", async (c) => {
  await inngest.send({ name: "doc/signed", data: { url: "a" } });
  return c.text("ok");
});
