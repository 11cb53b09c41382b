import { Inngest } from "inngest";
export const inngest = new Inngest({ id: "worker" }); // fine: another app has its own client
