import { Inngest } from "inngest";
export const bus = process.env.LOCAL
  ? new Inngest({ id: "shop", isDev: true })
  : new Inngest({ id: "shop" });
