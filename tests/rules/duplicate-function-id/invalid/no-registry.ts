import { inngest } from "./client";
export const a = inngest.createFunction({ id: "sync" }, { event: "x/y" }, h);
export const b = inngest.createFunction({ id: "sync" }, { event: "x/y" }, h); // error
