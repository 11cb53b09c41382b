import { eventType } from "inngest";
export const pushed = eventType("github/pushed");
