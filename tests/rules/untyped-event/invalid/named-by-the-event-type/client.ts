import { eventType, Inngest } from "inngest";
export const events = {
  due: eventType("bill/due"),
  paid: eventType("bill/paid"),
};
export const inngest = new Inngest({ id: "bills" });
