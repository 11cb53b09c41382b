import { randomUUID } from "node:crypto";
import { inngest } from "./client";
export async function pay(total) {
  const order = await db.order.create({ data: { id: randomUUID(), total } });
  await inngest.send({ name: "order/paid", id: `order-paid-${order.id}` });
  const saved = await save(randomUUID(), total);
  await inngest.send({ name: "order/paid", id: `order-paid-${saved}` });
  await inngest.send({
    name: "order/paid",
    id: (await db.order.create({ id: randomUUID() })).id,
  });
  const row = { id: total.id, at: Date.now() };
  await inngest.send({ name: "order/paid", id: `order-paid-${row.id}` });
}
