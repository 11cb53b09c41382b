import { bus } from "./bus";
export async function createOrder() {
  await bus.send({ name: "order/created", data: {} });
}
