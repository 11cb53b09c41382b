import { inngest } from "./inngest";
export async function emitPaid(id: string): Promise<void> {
  try {
    await inngest.send({ id: `paid-${id}`, name: "order/paid", data: { id } });
  } catch (error) {
    console.error("not sent", { id, error });
  }
}
export async function announceRefund(id: string): Promise<void> {
  try {
    await inngest.send({ id: `refunded-${id}`, name: "order/refunded", data: { id } });
  } catch (error) {
    await outbox.keep(id);
  }
}
