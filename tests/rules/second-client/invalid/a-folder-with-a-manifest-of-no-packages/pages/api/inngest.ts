import { Inngest } from "inngest";
import { serve } from "inngest/next";
import { a } from "../../lib/workers";
const inngest = new Inngest({ id: "shop" });
export default serve({ client: inngest, functions: [a] });
