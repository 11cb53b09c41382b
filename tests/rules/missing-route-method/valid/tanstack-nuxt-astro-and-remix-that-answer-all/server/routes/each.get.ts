import { serve } from "inngest/nitro";
import { inngest } from "../../src/client";
export default defineEventHandler(serve({ client: inngest, functions: [] }));
