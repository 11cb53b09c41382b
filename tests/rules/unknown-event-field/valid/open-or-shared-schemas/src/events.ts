import { eventType } from "inngest";
import { z } from "zod";
import { shared } from "./shared";

export const asked = eventType("refund/asked", {
  schema: z.object({ refundId: z.string() }).passthrough(),
});
export const answered = eventType("refund/answered", {
  schema: z.object({ refundId: z.string(), ...shared }),
});
export const plain = eventType("refund/plain");
