import { Inngest } from "inngest";
import { config } from "./config";
export const bus = new Inngest({ id: "shop", eventKey: config.inngest?.eventKey });
