import { Body, Controller, Get, Post } from "@nestjs/common";
import { inngest } from "./client";

@Controller("webhooks")
export class HooksController {
  @Post("pay")
  async pay(@Body() body: { id: string; order: string }) {
    await inngest.send({ id: `pay-${body.id}`, name: "order/paid", data: { order: body.order } });
  }

  @Post()
  async createWebhook(@Body() body: { url: string }) {
    await inngest.send({ name: "webhook/created", data: { url: body.url } });
  }

  @Get("list")
  async list() {
    await inngest.send({ name: "webhooks/listed", data: {} });
  }
}

@Controller("orders")
export class OrdersController {
  @Post("draft")
  async place(@Body() body: { order: string }) {
    await inngest.send({ name: "order/placed", data: { order: body.order } });
  }
}
