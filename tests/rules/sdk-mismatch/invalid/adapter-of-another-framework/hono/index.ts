import { Hono } from "hono";
import { serve } from "inngest/express"; // error
import { bus } from "../lib";

const app = new Hono();
app.on(["GET", "PUT", "POST"], "/api/inngest", serve({ client: bus, functions: [] }));
export default app;
