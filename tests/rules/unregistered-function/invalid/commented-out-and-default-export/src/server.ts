import { serve } from "inngest/express";
import { functions } from "./functions/all";
import { bus } from "./bus";
export default serve({ client: bus, functions });
