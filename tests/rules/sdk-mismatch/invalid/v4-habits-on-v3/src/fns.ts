import { cron, Inngest } from "inngest"; // error
const inngest = new Inngest({ id: "shop" });
const h = async () => {};
export const a = inngest.createFunction({ id: "a", triggers: [] }, h); // error
