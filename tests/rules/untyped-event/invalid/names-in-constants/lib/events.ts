import { eventType } from "inngest";
import { NAMES, PAID } from "./names";
export const paid = eventType(PAID);
export const lost = eventType(NAMES.lost);
