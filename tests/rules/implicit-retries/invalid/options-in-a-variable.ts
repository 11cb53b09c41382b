import { inngest } from "./client";
const options = { id: "a" }; // error
export const a = inngest.createFunction(options, { event: "x/y" }, async () => {});
