import { Inngest } from "inngest";
import { serve } from "inngest/next";
export const bus = new Inngest({
  id: "shop",
  eventKey: process.env.INNGEST_EVENT_KEY ?? process.env.INNGEST_SIGNING_KEY,
  signingKey: process.env.INNGEST_SIGNING_KEY,
});
export const { GET, POST, PUT } = serve({
  client: bus,
  functions: [],
  signingKey: process.env.SIGNING_KEY,
});
