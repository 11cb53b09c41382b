import { serve } from "inngest/next";
const { GET: get, POST, PUT } = serve({ client: inngest, functions: [] });
export const GET = (request) => get(request);
export { POST, PUT };
