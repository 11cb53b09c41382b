import { serve } from "inngest/next"; // error
import { bus } from "../../../../../lib";

const handler = serve({ client: bus, functions: [] });
export const GET = handler.GET;
export const POST = handler.POST;
export const PUT = handler.PUT;
