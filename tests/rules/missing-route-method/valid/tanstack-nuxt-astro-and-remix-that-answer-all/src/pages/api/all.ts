import { serve } from "inngest/astro";
import { inngest } from "../../client";
export const ALL = serve({ client: inngest, functions: [] });
