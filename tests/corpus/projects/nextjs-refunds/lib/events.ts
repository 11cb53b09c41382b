import { eventType } from "inngest";
import { z } from "zod";

export const refundAsked = eventType("refund/asked", { schema: z.object({ refundId: z.string() }) });
export const refundAnswered = eventType("refund/answered", { schema: z.object({ refundId: z.string() }) });
