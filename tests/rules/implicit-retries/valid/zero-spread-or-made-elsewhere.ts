import { inngest } from "./client";
import { defaults } from "./defaults";
const options = { id: "a", retries: 0 } as const;
export const a = inngest.createFunction(options, { event: "x/y" }, async () => {});
export const b = inngest.createFunction({ id: "b", ...defaults }, { event: "x/y" }, h);
export const c = inngest.createFunction(optionsOf("c"), { event: "x/y" }, h);
