import { eventType } from "inngest";
export const userCreated = eventType("user/created");

type Options = { id?: string };

export function created(userId: string, options?: Options) {
  return userCreated.create({ userId }, options);
}

export function paid(orderId: string, id?: string) {
  return { name: "order/paid", data: { orderId }, id };
}

export const shipped = (orderId: string, { id }: Options = {}) =>
  ({ name: "order/shipped", data: { orderId }, id });

abstract class AppEvent {
  abstract readonly event: string;
  constructor(readonly data: Record<string, string>) {}
  toEvent(id?: string) {
    return { name: this.event, data: this.data, id };
  }
}

export class OrderLost extends AppEvent {
  readonly event = "order/lost";
}
