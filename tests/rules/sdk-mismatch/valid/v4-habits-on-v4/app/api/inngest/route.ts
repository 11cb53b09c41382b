import { serve } from "inngest/next";
import { inngest } from "../../../lib/inngest";
const functions = [];
export const { GET, POST, PUT } = serve({ client: inngest, functions, streaming: true });
