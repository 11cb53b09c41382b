import { serve } from "inngest/next";
import { bus } from "../../../lib";

export default serve({ client: bus, functions: [] });
