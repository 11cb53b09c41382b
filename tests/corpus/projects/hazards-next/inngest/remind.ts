import { inngest } from "@/lib/inngest";
import { load, mail } from "@/lib/patients";

export const remind = inngest.createFunction(
  { id: "remind-patient", retries: 5, triggers: [{ event: "visit/booked" }] },
  async ({ event, step }) => {
    const patient = await step.run("load", () => load(event.data.patientId));
    await step.run("mail", () => mail(patient.email));
  },
);
