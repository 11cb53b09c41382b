import { serve } from "inngest/edge";
import { inngest } from "@/lib/inngest";
const handler = serve({ client: inngest, functions: [] }); // error
export { handler as GET, handler as POST };
