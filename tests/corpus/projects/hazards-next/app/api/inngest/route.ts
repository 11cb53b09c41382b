import { serve } from "inngest/next";
import { inngest } from "@/lib/inngest";
import { remind } from "@/inngest/remind";

export const { GET, POST, PUT } = serve({ client: inngest, functions: [remind] });
