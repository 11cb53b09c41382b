import { inngest } from "./index";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async () => {});
