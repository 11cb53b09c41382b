import { serve } from "inngest/astro";
import { inngest } from "../../client";
export const { GET, POST, PUT } = serve({ client: inngest, functions: [] });
