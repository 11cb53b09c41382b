import { serve } from "inngest/express";
import { bus } from "./bus";
import { a, b } from "./a";
import { c, d } from "./b";
export default serve({
  client: bus,
  functions: [
    a,
    b,
    c,
    d,
    a, // error
  ],
});
