import { serve } from "inngest/next";
export const handlers = serve({ client: inngest, functions: [] });
