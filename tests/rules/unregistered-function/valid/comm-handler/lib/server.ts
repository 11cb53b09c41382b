import { InngestCommHandler } from "inngest";
import * as fns from "./fn";
export const handler = new InngestCommHandler({ functions: Object.values(fns) });
