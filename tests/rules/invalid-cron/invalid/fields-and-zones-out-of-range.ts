import { inngest } from "./client";
const EVERY_SUNDAY = "0 0 * * 7";
export const a = inngest.createFunction(
  { id: "a" },
  { cron: EVERY_SUNDAY }, // error
  async () => {},
);
export const b = inngest.createFunction(
  { id: "b", triggers: [{ event: "x/y" }, { cron: "TZ=Mars/Base 0 9 * * *" }] }, // error
  async () => {},
);
export const c = inngest.createFunction({ id: "c" }, { cron: "0 9 L * *" }, h); // error
export const d = inngest.createFunction({ id: "d" }, { cron: "0 9 * *" }, h); // error
