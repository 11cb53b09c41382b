import { createFileRoute } from "@tanstack/react-router";
import { serve } from "inngest/edge";
import { inngest } from "../client";
const handler = serve({ client: inngest, functions: [] }); // error
export const Route = createFileRoute("/api/inngest")({
  server: {
    handlers: {
      GET: ({ request }) => handler(request),
      POST: async ({ request }) => (await handler(request)) as Response,
    },
  },
});
