import { serve } from "inngest/edge";
import { bus } from "../../../../lib";

const handler = serve({ client: bus, functions: [] });
export { handler as GET, handler as POST, handler as PUT };
