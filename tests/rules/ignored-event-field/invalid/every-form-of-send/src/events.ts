import { eventType } from "inngest";
export const paid = eventType("invoice/paid");
