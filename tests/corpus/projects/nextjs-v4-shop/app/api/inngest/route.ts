import { serve } from "inngest/next";
import { inngest } from "@/lib/inngest";
import { fulfilOrder } from "@/inngest/fulfilOrder";
import { refund } from "@/inngest/refund";
import { sendDigests, monday, sendDigest } from "@/inngest/digest";
import { closeAgain } from "@/inngest/forgotten";

export const { GET, POST, PUT } = serve({
  client: inngest,
  functions: [
    // orders
    fulfilOrder,
    refund,
    closeAgain,
    // closeOrder,
    sendDigests,
    monday,
    sendDigest,
  ],
});
