import { serve } from "inngest/express";
import { a, bus } from "./a";
import { b } from "./b";
const byId = new Map([a, b].map((each) => [each.id(), each]));
export default serve({ client: bus, functions: [...byId.values()] });
