import { Inngest } from "inngest";
import { serve } from "inngest/express";
import { keep } from "./keep";
const inngest = new Inngest({ id: "shop" });
const all = [];
const make = () => {
  const a = inngest.createFunction({ id: "a" }, { event: "x/a" }, async () => {});
  return { a };
};
function fill(queue) {
  const b = inngest.createFunction({ id: "b" }, { event: "x/b" }, async () => {});
  const c = inngest.createFunction({ id: "c" }, { event: "x/c" }, async () => {});
  all.push(b);
  keep(() => c);
  const d = queue.createFunction({ id: "d" }, { event: "x/d" }, async () => {});
}
export const run = () => serve({ client: inngest, functions: [...all, make().a] });
