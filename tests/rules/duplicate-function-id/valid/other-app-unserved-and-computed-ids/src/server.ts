import { serve } from "inngest/express";
import { bus } from "./bus";
import { a, b, e, f } from "./a";
const functions = [a, b, e, f, ...(process.env.X ? [] : [])];
export default serve({ client: bus, functions });
