import { Hono } from "hono";
import { handle } from "hono/vercel";
import { serve } from "inngest/hono";
import { bus } from "../../../../lib";

const app = new Hono().basePath("/api");
app.on(["GET", "PUT", "POST"], "/inngest", serve({ client: bus, functions: [] }));
export const GET = handle(app);
export const POST = handle(app);
export const PUT = handle(app);
