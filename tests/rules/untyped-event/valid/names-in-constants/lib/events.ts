import { eventType } from "inngest";
import { NAMES, Names, PAID } from "./names";
const KEPT = "order/kept";
export const paid = eventType(PAID);
export const lost = eventType(NAMES.lost);
export const late = eventType(Names.Late);
export const kept = eventType(KEPT);
