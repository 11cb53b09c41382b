import { Inngest } from "inngest";
import { serve } from "inngest/next";
export const bus = new Inngest({
  id: "shop",
  eventKey: process.env.INNGEST_SIGNING_KEY, // error
  signingKey: env["INNGEST_EVENT_KEY"], // error
});
const key = process.env.INNGEST_EVENT_KEY;
export const { GET, POST, PUT } = serve({
  client: bus,
  functions: [],
  signingKey: key, // error
});
