import { Body, Controller, Post } from "@nestjs/common";
import { inngest } from "./client";

@Controller("webhooks")
export class HooksController {
  @Post("pay")
  async pay(@Body() body: { order: string }) {
    await inngest.send({ name: "order/paid", data: { order: body.order } }); // error
    return { ok: true };
  }
}

@Controller({ path: "billing" })
export class BillingController {
  @Post(["webhook/stripe", "webhook/paddle"])
  async paid(@Body() body: { order: string }) {
    await inngest.send({ name: "order/paid", data: { order: body.order } }); // error
  }
}

@Controller()
export class OtherController {
  @Post("webhooks/mail")
  async mail(@Body() body: { id: string }) {
    await inngest.send({ name: "mail/bounced", data: { mail: body.id } }); // error
  }
}
