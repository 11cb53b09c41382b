import { EVENTS, MailEvent, eventName } from "@crm/events";
import { inngest } from "./client";
import { leads, supabase } from "./supabase";
import { LeadScorer } from "./scorer";

const scorer = new LeadScorer(supabase);

export const scoreLead = inngest.createFunction(
  { id: "score-lead", retries: 3, triggers: [{ event: EVENTS.lead.created }] },
  async ({ event, step }) => {
    const { data: lead } = await supabase.from("leads").select("*").eq("id", event.data.leadId).single(); // expect: side-effect-outside-step
    const query = supabase.from("leads").select("id").limit(5); // fine: only built here
    const { data: others } = await query; // expect: side-effect-outside-step
    const points = scorer.points(lead); // fine: computes only
    const rank = await scorer.rank(lead.id); // expect: side-effect-outside-step
    await step.run("store-score", async () => {
      const { error } = await leads().update({ points, rank }).eq("id", lead.id); // fine: in a step
      if (error) throw error;
    });
    await step.sendEvent("scored", { name: EVENTS.lead.scored, data: { leadId: lead.id, others } }); // fine: a constant that a function has
    await step.sendEvent("mail", { name: MailEvent.Requested, data: { to: lead.email } }); // fine: an enum that a function has
    await step.sendEvent("bounced", { name: MailEvent.Bounced, data: { to: lead.email } }); // expect: unreceived-event
    await step.sendEvent("lost", { name: EVENTS.lead.lost, data: { leadId: lead.id } }); // expect: unreceived-event
    await step.sendEvent("made", { name: eventName("deal", "won"), data: { leadId: lead.id } }); // fine: a helper's name, that a function has
  },
);

const closeDeal = inngest.createFunction(
  { id: "close-deal", retries: 3, triggers: [{ event: EVENTS.deal.won }, { event: EVENTS["lead"]["scored"] }] },
  async ({ event, step }) => {
    await step.run("close", async () => {
      await supabase.from("deals").update({ open: false }).eq("lead", event.data.leadId); // expect: swallowed-step-error
    });
    await scorer.forget(event.data.leadId); // expect: side-effect-outside-step
  },
);

export const archiveLead = inngest.createFunction(
  { id: "archive-lead", retries: 3, triggers: [{ event: "lead/archived" }] }, // expect: unregistered-function
  async ({ event, step }) => step.run("archive", async () => leads().delete().eq("id", event.data.leadId)),
);

export const leadFunctions = [scoreLead, closeDeal];
