import { serve } from "inngest/express";
import { bus } from "./bus";
import { a as first, b, see, d, other } from "./functions";
import { packaged } from "@acme/functions";
import { generated } from "./generated/functions";
const more = [b, see];
export default serve({
  client: bus,
  functions: [first, ...more, d, packaged, other, generated],
});
