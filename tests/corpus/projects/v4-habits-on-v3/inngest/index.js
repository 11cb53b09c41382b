import { Inngest } from "inngest";
export const inngest = new Inngest({ id: "polls", isDev: process.env.NODE_ENV === "development" }); // fine: told by the environment
export * from "./close";
export { default as remind } from "./remind";
