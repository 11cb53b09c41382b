import { serve } from "inngest/express";
import { a, b } from "./functions";
import { bus } from "./client";
export default serve({ client: bus, functions: [a, b] });
