import { inngest } from "./client";
export const added = inngest.createFunction({ id: "added" }, { event: "x/y" }, h);
