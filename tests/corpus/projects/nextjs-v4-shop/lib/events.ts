import { eventType } from "inngest";
import { z } from "zod";

export const orderPlaced = eventType("order/placed", { schema: z.object({ orderId: z.string(), userId: z.string() }) });
export const orderPaid = eventType("order/paid", { schema: z.object({ orderId: z.string() }) });
export const orderShipped = eventType("order/shipped", { schema: z.object({ orderId: z.string() }) });
export const refundAsked = eventType("refund/asked", { schema: z.object({ orderId: z.string(), cents: z.number() }) });
export const refundApproved = eventType("refund/approved", { schema: z.object({ orderId: z.string() }) });
export const digestDue = eventType("digest/due", { schema: z.object({ userId: z.string() }) });
