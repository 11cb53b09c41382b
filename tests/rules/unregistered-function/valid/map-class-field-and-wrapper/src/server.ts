import { serve } from "inngest/express";
import { jobs, c, Jobs } from "./jobs";
import { d } from "./d";
import { bus } from "./bus";
const byId = new Map();
[d].forEach((each) => byId.set(each.id, each));
export default serve({ client: bus, functions: [...byId.values(), jobs.b, c] });
