import { z } from "zod";
import { verifySignature } from "../signatures";
import { inngest } from "../client";
import { member, router } from "../trpc";

export const webhookHistory = router({
  again: member.input(z.object({ id: z.number() })).mutation(async ({ input, ctx }) => {
    const request = await ctx.db.webhookHistory.findUnique({ where: { id: input.id } });
    await inngest.send({ name: "webhook/process", data: { id: request.id } });
    return { id: request.id };
  }),
  check: member.input(z.object({ id: z.number() })).query(async ({ input, ctx }) => {
    return verifySignature(ctx.req.headers, input.id);
  }),
});
