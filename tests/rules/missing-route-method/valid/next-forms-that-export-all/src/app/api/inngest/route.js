import { serve as listen } from "inngest/next";
import { inngest } from "@/lib/inngest";
const handler = listen({ client: inngest, functions: [] });
export { handler as GET, handler as POST };
export const PUT = handler.PUT;
