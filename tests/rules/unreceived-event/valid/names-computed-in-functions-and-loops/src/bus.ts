import { Inngest } from "inngest";
export const bus = new Inngest({ id: "shop" });
export function jobEvent(job) {
  return `jobs/${job}`;
}
export const on = (job) => ({ event: jobEvent(job) });
