import type { InngestFunction } from "inngest";
import { payOrder } from "./pay-order.server";
import { refundOrder } from "./refund-order.server";
import * as stock from "./stock.server";

const registry = new Map<string, InngestFunction.Any>();
export const functions: InngestFunction.Any[] = [payOrder, refundOrder];
if (process.env.WITH_STOCK === "yes") functions.push(stock.countStock, stock.orderStock); // fine: pushed under a condition
registry.set("pay", payOrder);
