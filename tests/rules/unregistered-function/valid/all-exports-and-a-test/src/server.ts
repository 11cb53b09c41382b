import { serve } from "inngest/express";
import c, * as fns from "./functions/all";
import { bus } from "./bus";
export default serve({ client: bus, functions: [...Object.values(fns), c] });
