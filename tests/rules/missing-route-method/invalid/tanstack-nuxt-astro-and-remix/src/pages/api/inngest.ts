import { serve } from "inngest/astro";
import { inngest } from "../../client";
export const prerender = false;
export const { GET, POST } = serve({ client: inngest, functions: [] }); // error
