import { serve } from "inngest/remix";
import { inngest } from "../../src/client";
const handler = serve({ client: inngest, functions: [] }); // error
export { handler as action };
