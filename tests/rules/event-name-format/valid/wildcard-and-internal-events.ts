import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "clerk/*" }, async () => {});
export const b = inngest.createFunction(
  { id: "b" },
  { event: "inngest/function.failed" },
  async () => {},
);
