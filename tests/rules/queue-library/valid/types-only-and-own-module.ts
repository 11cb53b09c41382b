import type { Job } from "bullmq";
import { Queue } from "./queue";
import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async () => {});
