import { serve } from "somewhere/next";
export const { GET } = serve({ client: inngest, functions: [] });
