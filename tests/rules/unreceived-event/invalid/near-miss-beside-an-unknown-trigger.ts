import { inngest } from "./client";
const on = { event: process.env.EVENT };
export const a = inngest.createFunction({ id: "a" }, on, run);
export const b = inngest.createFunction({ id: "b" }, { event: "invoice/created" }, run);
export const go = () =>
  inngest.send([
    { name: "invoice/craeted" }, // error
    { name: "invoice/create" },
    { name: "order/placed" },
  ]);
