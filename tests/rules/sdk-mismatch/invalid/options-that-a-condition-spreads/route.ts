import { serve } from "inngest/next";
import { inngest } from "./client";
const host = process.env.SERVE_HOST;
export const { GET, POST, PUT } = serve({
  client: inngest,
  functions: [],
  ...(host ? { serveHost: host } : {}), // error
  ...(process.env.KEY && { signingKey: process.env.KEY }), // error
});
