import { inngest } from "./client";
const AT = "0 9 * * *";
export const a = inngest.createFunction({ id: "daily-report" }, { cron: AT }, h);
export const b = inngest.createFunction({ id: "daily" }, { event: "x/y" }, h);
