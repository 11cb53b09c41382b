import { serve } from "inngest/express";
import { inngest } from "./client";
import { classes, data, functions, given, named } from "./jobs";
import { count, drop, redeem, refuse, send } from "./redeem";

export default serve({ client: inngest, functions: [classes, data, functions, given, named, count, drop, redeem, refuse, send] });
export const pay = (id: string) => inngest.send({ name: "order/paid", data: { id } }); // fine: received
