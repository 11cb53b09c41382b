import { serve } from "inngest/next";
import { inngest } from "@/lib/inngest";
import { approveRefund } from "@/inngest/approveRefund";

export const { GET, POST, PUT } = serve({ client: inngest, functions: [approveRefund] });
