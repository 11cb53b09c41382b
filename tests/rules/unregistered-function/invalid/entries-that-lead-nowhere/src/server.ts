import { serve } from "inngest/express";
import { bus } from "./bus";
import { a, renamed } from "./functions/a";
import { moved } from "./functions/moved";
import * as all from "./functions/a";
export default serve({
  client: bus,
  functions: [
    a,
    moved, // error
    renamed, // error
    undefined, // error
    nowhere, // error
    all, // error
  ],
});
