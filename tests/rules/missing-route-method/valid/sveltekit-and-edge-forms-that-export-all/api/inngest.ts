import { serve } from "inngest/edge";
export default serve({ client: inngest, functions: [] });
