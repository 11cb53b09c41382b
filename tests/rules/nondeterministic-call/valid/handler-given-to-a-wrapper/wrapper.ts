import { inngest } from "./client";
export const guarded = (options, trigger, handler) =>
  inngest.createFunction({ retries: 5, ...options }, trigger, handler);
