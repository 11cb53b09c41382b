import { inngest } from "./client";
const ON = [{ event: "x/y" }];
const HOURS = 24;
let limit = 0;
limit = Number(process.env.LIMIT);
const perMinute = (count: number) => ({ limit: count, period: "1m" as const });
const chosen = (count: number) => {
  if (count > 5) return { limit: count, period: "1m" };
  return { limit: 5, period: "1m" };
};
const later = async (count: number) => ({ limit: count, period: "1m" });
const within = (hours: number) => `${hours}h`;
export const a = inngest.createFunction({ id: "a", triggers: ON, rateLimit: perMinute(5) }, async () => {});
export const b = inngest.createFunction({ id: "b", triggers: ON, rateLimit: perMinute(limit) }, async () => {});
export const c = inngest.createFunction({ id: "c", triggers: ON, rateLimit: { limit: 1, period: within(HOURS) } }, async () => {});
export const d = inngest.createFunction({ id: "d", triggers: ON, rateLimit: chosen(0) }, async () => {});
export const e = inngest.createFunction({ id: "e", triggers: ON, rateLimit: await later(0) }, async () => {});
export const f = inngest.createFunction({ id: "f", triggers: ON, rateLimit: perMinute(...process.argv.map(Number)) }, async () => {});
export const g = inngest.createFunction({ id: "g", triggers: ON, rateLimit: { limit: 1, period: within(Number(process.env.HOURS)) } }, async () => {});
