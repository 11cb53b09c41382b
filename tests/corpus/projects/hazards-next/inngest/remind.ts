import { inngest } from "@/lib/inngest";
import { load, mail } from "@/lib/patients";

export const remind = inngest.createFunction(
  {
    id: "remind-patient",
    retries: 5,
    rate_limit: { limit: 1, period: "1m" }, // expect: unknown-option
    triggers: [{ event: "visit/booked" }],
  },
  async ({ event, step }) => {
    const visit = await step.run("load", () => load(event.data.patientId));
    const day = new Date(visit.startsAt).toDateString(); // fine: made a date again
    const before = visit.startsAt.getTime() - 86_400_000; // expect: date-method-on-json
    await step.sleepUntil("day-before", new Date(before));
    await step.run("mail", () => mail(visit.email, day));
  },
);
