import { Injectable } from "@nestjs/common";
import { NonRetriableError } from "inngest";
import { inngest } from "../inngest/client";
import { MailService } from "../mail/mail.service";
import { PatientService } from "../patients/patient.service";
import { SlotCache } from "./slot-cache";

@Injectable()
export class AppointmentJobs {
  constructor(
    private readonly mail: MailService,
    private readonly patients: PatientService,
    private readonly slots: SlotCache,
  ) {}

  functions() {
    return [this.remind(), this.reschedule(), this.noShow()];
  }

  private remind() {
    return inngest.createFunction(
      { id: "remind-patient", retries: 5, cancelOn: [{ event: "appointment/cancelled", match: "data.appointmentId" }] }, // fine: tied by a match
      { event: "appointment/booked" },
      async ({ event, step }) => {
        const patient = await this.patients.byId(event.data.patientId); // expect: side-effect-outside-step
        const name = this.patients.fullName(patient); // fine: computes only
        const subject = this.mail.subjectFor("reminder"); // fine: computes only
        await step.sleepUntil("day-before", new Date(event.data.remindAt)); // fine: from the event
        await step.run("mail-reminder", () => this.mail.deliver(patient.email, subject, `Dear ${name}`)); // fine: in a step
        await this.patients.markReminded(patient.id); // expect: side-effect-outside-step
      },
    );
  }

  private reschedule() {
    return inngest.createFunction(
      { id: "reschedule-appointment", retries: 3 },
      { event: "appointment/rescheduled" },
      async ({ event, step, logger }) => {
        const key = this.slots.key(event.data.doctorId, event.data.day); // fine: computes only
        await this.slots.hold(key, event.data.patientId); // expect: side-effect-outside-step
        const answer = await step.waitForEvent("confirmed", { event: "appointment/confirmed", timeout: "2d", match: "data.appointmentId" }); // fine: guarded by a throw
        if (!answer) throw new NonRetriableError("nobody confirmed");
        const second = await step.waitForEvent("paid", { event: "appointment/paid", timeout: "2d", match: "data.appointmentId" }); // expect: unguarded-wait
        logger.info({ confirmed: answer.data.by }, "confirmed"); // fine: a log line
        const { amount } = second.data;
        await step.run("book-slot", () => this.slots.hold(key, `${event.data.patientId}:${amount}`)); // fine: in a step
        const sent = await step.run("mail-new-time", () => this.mail.deliverQuietly(event.data.email, "New time")); // fine: the result says so and is read
        if (!sent) await step.run("call-patient", () => this.mail.deliver("desk@clinic.example", "Call", event.data.patientId)); // fine: in a step
      },
    );
  }

  private noShow() {
    return inngest.createFunction(
      { id: "charge-no-show", retries: 2 },
      { event: "appointment/missed" },
      async ({ event, step }) => {
        await step.run("mail-note", () => this.mail.deliverQuietly(event.data.email, "We missed you"));
        await step.run("mark", async () => {
          this.patients.markReminded(event.data.patientId); // expect: swallowed-step-error
        });
        await inngest.send({ name: "appointment/charged", data: { id: event.data.appointmentId } }); // expect: unwrapped-send
      },
    );
  }
}
