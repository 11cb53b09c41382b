import { serve } from "inngest/express";
import { a } from "./a";
import { bus } from "./bus";
const functions = [];
functions.push(a);
export default serve({ client: bus, functions });
