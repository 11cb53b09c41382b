import { serve } from "inngest/edge";
import { inngest } from "$lib/inngest";
const handler = serve({ client: inngest, functions: [] });
export const fallback = ({ request }) => handler(request);
