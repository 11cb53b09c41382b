import { Module } from "@nestjs/common";
import { AppointmentJobs } from "./appointments/appointment.jobs";
import { AppointmentController } from "./appointments/appointment.controller";
import { LabJobs } from "./lab/lab.jobs";
import { MailService } from "./mail/mail.service";
import { PatientService } from "./patients/patient.service";
import { SlotCache } from "./appointments/slot-cache";

@Module({ controllers: [AppointmentController], providers: [AppointmentJobs, LabJobs, MailService, PatientService, SlotCache] })
export class AppModule {}
