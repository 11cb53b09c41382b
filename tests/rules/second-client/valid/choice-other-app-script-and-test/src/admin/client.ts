import { Inngest } from "inngest";
export const admin = new Inngest({ id: "admin" });
