import { serve } from "inngest/next";
import { functions, inngest } from "@crm/jobs";

export const maxDuration = 300;
export const { GET, POST, PUT } = serve({ client: inngest, functions }); // fine: all three, and another package's list
