import { serve } from "inngest/express";
import { bus } from "./bus";
import * as ones from "./a";
import * as barrel from "./barrel";
import * as cs from "./c";
import { c } from "./c";
export default serve({
  client: bus,
  functions: [
    c, // error
    ...Object.values(ones),
    ...Object.values(barrel),
    ...Object.values(cs),
  ],
});
