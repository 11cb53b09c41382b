import { inngest } from "./client";
export const a = inngest.createFunction({ id: "sync-v2" }, { event: "x/y" }, h);
export const b = inngest.createFunction({ id: `${p}-B` }, { event: "x/y" }, h);
