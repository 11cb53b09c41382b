import { inngest } from "./client";
export class Orders {
  async paid(order: Order) {
    await inngest.send({ name: "order/paid", data: { id: order.id } });
  }
  async shipped(order: Order) {
    await inngest.send({ name: "order/shipped", data: { id: order.id } });
  }
}
