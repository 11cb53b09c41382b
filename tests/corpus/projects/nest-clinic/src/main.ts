import { NestFactory } from "@nestjs/core";
import { json } from "express";
import { serve } from "inngest/express";
import { AppModule } from "./app.module";
import { inngest } from "./inngest/client";
import { AppointmentJobs } from "./appointments/appointment.jobs";
import { LabJobs } from "./lab/lab.jobs";

async function bootstrap() {
  const app = await NestFactory.create(AppModule, { bodyParser: false });
  app.use(json({ limit: "4mb" }));
  const appointments = app.get(AppointmentJobs);
  const lab = app.get(LabJobs);
  app.use("/api/inngest", serve({ client: inngest, functions: [...appointments.functions(), ...lab.functions()] })); // fine: both classes give theirs
  await app.listen(3000);
}
void bootstrap();
