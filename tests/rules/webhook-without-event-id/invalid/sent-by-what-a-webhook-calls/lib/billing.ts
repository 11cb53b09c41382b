import { inngest } from "./client";

export async function paid(session: { id: string }) {
  await unlock(session.id);
}

async function unlock(id: string) {
  await inngest.send({ name: "order/paid", data: { id } }); // error
}
