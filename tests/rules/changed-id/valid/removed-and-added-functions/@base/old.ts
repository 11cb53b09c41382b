import { inngest } from "./client";
export const gone = inngest.createFunction({ id: "gone" }, { event: "x/y" }, h);
