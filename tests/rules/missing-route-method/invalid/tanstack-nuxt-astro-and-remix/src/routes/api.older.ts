import { createServerFileRoute } from "@tanstack/react-start/server";
import { serve } from "inngest/edge";
import { inngest } from "../client";
const answer = serve({ client: inngest, functions: [] }); // error
export const ServerRoute = createServerFileRoute("/api/older").methods({
  POST: ({ request }) => answer(request),
});
