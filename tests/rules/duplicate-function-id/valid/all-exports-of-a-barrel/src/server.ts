import { serve } from "inngest/express";
import { bus } from "./bus";
import * as barrel from "./barrel";
export default serve({ client: bus, functions: Object.values(barrel) });
