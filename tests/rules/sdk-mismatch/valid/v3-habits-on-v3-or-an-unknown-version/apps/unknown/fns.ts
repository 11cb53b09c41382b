import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async () => {});
export const b = inngest.createFunction({ id: "b", triggers: [] }, async () => {});
