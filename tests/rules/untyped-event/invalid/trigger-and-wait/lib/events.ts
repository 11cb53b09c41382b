import { eventType } from "inngest";
export const orderPlaced = eventType("order/placed");
