import { cron, Inngest } from "inngest"; // error
const inngest = new Inngest({ id: "shop" });
const h = async () => {};
export const a = inngest.createFunction({ id: "a", triggers: [] }, h); // error
export const other = new Inngest({
  id: "shop",
  eventKey: process.env.INNGEST_EVENT_KEY,
  signingKey: process.env.INNGEST_SIGNING_KEY, // error
});
