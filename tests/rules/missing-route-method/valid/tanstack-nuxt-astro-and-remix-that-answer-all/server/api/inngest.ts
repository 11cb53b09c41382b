import { serve } from "inngest/nuxt";
import { inngest } from "../../src/client";
export default defineEventHandler(serve({ client: inngest, functions: [] }));
