import { createFileRoute } from "@tanstack/react-router";
import { serve } from "inngest/edge";
import { inngest } from "../client";
const handler = serve({ client: inngest, functions: [] });
export const Route = createFileRoute("/api/any")({
  server: { handlers: { ANY: ({ request }) => handler(request) } },
});
