import { serve } from "inngest/express";
import { inngest } from "./client";

const KINDS = ["a", "b"];
function make(kind: string) {
  return inngest.createFunction({ id: `make-${kind}` }, { event: `kind/${kind}` }, async () => {});
}
const listed = inngest.createFunction({ id: "listed" }, { event: "x/y" }, async () => {});
export const forgotten = inngest.createFunction({ id: "forgotten" }, { event: "x/y" }, async () => {}); // error
const pairs = KINDS.flatMap((kind) => [make(kind), make(`${kind}-again`)]);
app.use(serve({ client: inngest, functions: [listed, ...KINDS.map(make), ...pairs] }));
