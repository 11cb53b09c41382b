import { EVENTS, SYNC_DONE } from "@crm/events";
import { inngest } from "@crm/jobs";
import { z } from "zod";
import { protectedProcedure, router } from "../trpc";

export const leadsRouter = router({
  create: protectedProcedure.input(z.object({ email: z.string() })).mutation(async ({ ctx, input }) => {
    const lead = await ctx.db.lead.create({ data: input }); // fine: no handler of ours
    await inngest.send({ name: EVENTS.lead.created, data: { leadId: lead.id } }); // fine: awaited
    return lead;
  }),
  win: protectedProcedure.input(z.object({ id: z.string() })).mutation(({ input }) => {
    inngest.send({ name: EVENTS.deal.won, data: { leadId: input.id } }); // expect: unawaited-send
    return { ok: true };
  }),
  lose: protectedProcedure.input(z.object({ ids: z.array(z.string()) })).mutation(async ({ input }) => {
    input.ids.forEach((id) => inngest.send({ name: EVENTS.deal.won, data: { leadId: id } })); // expect: unawaited-send
    input.ids.map(async (id) => { await inngest.send({ name: EVENTS.deal.won, data: { leadId: id } }); }); // fine: an outer promise is dropped, which is beyond this rule
    await Promise.all(input.ids.map((id) => inngest.send({ name: EVENTS.deal.won, data: { leadId: id } }))); // fine: collected
    await inngest.send(input.ids.map((id) => ({ name: SYNC_DONE, data: { id } }))); // expect: unreceived-event
  }),
  invite: protectedProcedure.mutation(async ({ ctx }) => {
    await inngest.send({
      name: EVENTS.lead.created,
      data: {
        leadId: "1",
        accessToken: ctx.session.accessToken, // expect: secret-in-state
        apiKey: process.env.PARTNER_API_KEY, // expect: secret-in-state
        hasToken: Boolean(ctx.session.accessToken), // fine: says only that there is one
        url: process.env.NEXT_PUBLIC_URL, // fine: public
      },
    });
  }),
});
