import { Body, Controller, Post } from "@nestjs/common";
import { inngest } from "../inngest/client";

@Controller("appointments")
export class AppointmentController {
  @Post()
  async book(@Body() body: { appointmentId: string; patientId: string; remindAt: string }) {
    await inngest.send({ name: "appointment/booked", data: body }); // fine: awaited in a route
    inngest.send({ name: "appointment/rescheduled", data: body }); // expect: unawaited-send
    return { ok: true };
  }

  @Post("cancel")
  cancel(@Body() body: { appointmentId: string }) {
    return inngest.send({ name: "appointment/cancelled", data: body }); // fine: returned
  }

  @Post("missed")
  async missed(@Body() body: { appointmentId: string }) {
    await inngest.send({ name: "appointment/mised", data: body }); // expect: unreceived-event
    await inngest.send([{ name: "appointment/missed", data: body, dedupeId: body.appointmentId }]); // expect: ignored-event-field
  }
}
