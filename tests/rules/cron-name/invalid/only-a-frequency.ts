import { inngest } from "./client";
const AT = "0 9 * * *";
export const a = inngest.createFunction({ id: "daily" }, { cron: AT }, h); // error
export const b = inngest.createFunction({ id: "cron-job" }, { cron: AT }, h); // error
export const c = inngest.createFunction({ id: "every-15-min" }, { cron: AT }, h); // error
