import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { cron: "*/15 * * * *" }, h);
export const b = inngest.createFunction({ id: "b" }, { cron: "0 9 1 JAN,JUL MON-FRI" }, h);
export const c = inngest.createFunction({ id: "c" }, { cron: "CRON_TZ=UTC 0 9 * * *" }, h);
export const d = inngest.createFunction({ id: "d" }, { cron: process.env.CRON }, h);
