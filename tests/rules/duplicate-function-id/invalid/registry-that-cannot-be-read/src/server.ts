import { serve } from "inngest/express";
import { bus } from "./a";
import { load } from "./load";
export default serve({ client: bus, functions: load() });
