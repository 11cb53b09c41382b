import { serve } from "inngest/remix";
import { inngest } from "../../src/client";
const handler = serve({ client: inngest, functions: [] });
export { handler as loader, handler as action };
