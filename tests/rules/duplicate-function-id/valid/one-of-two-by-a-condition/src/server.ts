import { serve } from "inngest/express";
import { a, bus } from "./a";
export default serve({ client: bus, functions: [a] });
