import { serve } from "inngest/express"; // error
import { inngest } from "../../../lib/inngest";
export const { GET, POST, PUT } = serve({
  client: inngest,
  functions: [],
  signingKey: process.env.KEY, // error
  streaming: "allow", // error
});
