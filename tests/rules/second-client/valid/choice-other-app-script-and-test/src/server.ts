import { serve } from "inngest/express";
import { bus } from "./client";
export default serve({ client: bus, functions: [] });
