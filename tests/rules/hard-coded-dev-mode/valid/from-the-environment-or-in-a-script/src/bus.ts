import { Inngest as Bus } from "inngest";
import { Inngest } from "./other";
export const a = new Bus({ id: "shop", isDev: process.env.NODE_ENV === "development" });
export const b = new Bus({ id: "shop", ...(local ? { isDev: true } : {}) });
export const c = new Bus({ id: "shop", isDev: false });
export const d = new Inngest({ id: "shop", isDev: true });
let dev = true;
if (process.env.CI) dev = false;
export const e = new Bus({ id: "shop", isDev: dev });
