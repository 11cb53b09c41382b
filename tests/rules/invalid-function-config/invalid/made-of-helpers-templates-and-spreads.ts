import { inngest } from "./client";
const ON = [{ event: "x/y" }];
const HOURS = 25;
const perMinute = (limit: number) => ({ limit, period: "1m" as const });
const lane = ({ key, limit }: { key: string; limit: number }) => ({ key, limit });
const within = (hours: number) => `${hours}h`;
const debounced = { debounce: { period: "8d" } } as const;
const joined = "event.data.a" + " = " + "1";
export const a = inngest.createFunction({ id: "a", triggers: ON, rateLimit: perMinute(0) }, async () => {}); // error
export const b = inngest.createFunction({ id: "b", triggers: ON, rateLimit: { ...perMinute(2.5) } }, async () => {}); // error
export const c = inngest.createFunction({ id: "c", triggers: ON, rateLimit: { limit: 1, period: within(HOURS) } }, async () => {}); // error
export const d = inngest.createFunction({ id: "d", triggers: ON, concurrency: [lane({ key: "event.data.a", limit: 0 })] }, async () => {}); // error
export const e = inngest.createFunction({ id: "e", triggers: ON, ...debounced }, async () => {}); // error
export const f = inngest.createFunction({ id: "f", triggers: ON, batchEvents: { maxSize: 5, timeout: `${HOURS}d` as never } }, async () => {}); // error
export const g = inngest.createFunction({ id: "g", triggers: [{ event: "x/y", if: joined }] }, async () => {}); // error
export const h = inngest.createFunction({ id: "h", triggers: ON, idempotency: "event.data.id;" }, async () => {}); // error
export const i = inngest.createFunction({ id: "i", triggers: ON, throttle: { limit: 1, period: "1m", key: "'${event.data.id}'" } }, async () => {}); // error
