import { randomUUID } from "node:crypto";
import { inngest } from "./client";
export async function pay(total) {
  const event = { id: randomUUID(), total };
  await inngest.send({ name: "order/paid", id: `paid-${event.id}` }); // error
  const key = String(Date.now());
  await inngest.send({ name: "order/paid", id: ["paid", key].join("-") }); // error
  await inngest.send({ name: "order/paid", id: sha256(`paid-${new Date()}`) }); // error
}
