import { serve as listen } from "inngest/next";
import { inngest } from "@/lib/inngest";
const handler = listen({ client: inngest, functions: [] }); // error
export { handler as GET, handler as POST };
