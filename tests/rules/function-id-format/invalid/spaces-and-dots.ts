import { inngest } from "./client";
const ID = "Send Receipt";
export const a = inngest.createFunction({ id: ID }, { event: "x/y" }, h); // error
export const b = inngest.createFunction({ id: "a.b" }, { event: "x/y" }, h); // error
