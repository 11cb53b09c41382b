import { bus as queue } from "./bus";
import { stripe, sqs } from "./others";
export const a = queue.createFunction(
  { id: "a", idempotency: "event.data.id" },
  { event: "x/y" },
  async ({ step, event: e }) => {
    await step.run("charge", () =>
      stripe.charges.create({ amount: 1 }, { idempotencyKey: e.data.id }),
    );
    await step.run("post", () => fetch("https://x", { headers: { "Idempotency-Key": e.data.id } }));
    await step.run("other", () => sqs.send({ name: "x", idempotencyKey: "y" }));
    await step.sendEvent("one", { name: "a/b", data: { idempotencyKey: e.data.id } });
    await step.sendEvent("two", { ...e.data.event, id: "x" });
  },
);
