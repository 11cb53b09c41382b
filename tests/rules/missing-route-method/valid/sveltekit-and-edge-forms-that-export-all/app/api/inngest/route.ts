import { serve } from "inngest/edge";
import { inngest } from "@/lib/inngest";
const handler = serve({ client: inngest, functions: [] });
export { handler as GET, handler as POST, handler as PUT };
