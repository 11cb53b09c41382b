import { db, mail } from "./db";
import { defineJob, handlerFor, inStep, plain } from "./factory";

const work = async (data: any, step: any) => {
  await db.vouchers.insert(data); // expect: side-effect-outside-step
  step.run("lost", () => mail.send(data)); // expect: unawaited-step
  await step.sleep("rest", "1h30m"); // expect: invalid-duration
  await step.run("kept", () => db.vouchers.keep(data)); // fine: in a step
};
export const redeem = handlerFor("redeem-voucher", "order/paid", work);
export const refuse = handlerFor("refuse-voucher", "order/paid", async (data, step) => {
  await step.run("refuse", () => db.vouchers.refuse(data)); // fine: in a step
  await mail.send(data); // expect: side-effect-outside-step
});
export const count = inStep({
  id: "count-vouchers",
  name: "order/paid",
  run: async (data) => {
    await db.vouchers.count(data); // fine: the factory runs it in a step
  },
});
export const send = defineJob({
  id: "send-voucher",
  name: "order/paid",
  async run(data, step) {
    await mail.send(data); // expect: side-effect-outside-step
    await step.run("send", () => db.vouchers.send(data)); // fine: in a step
  },
});
export const drop = plain("drop-voucher", "order/paid", async ({ event, step }: any) => {
  await db.vouchers.drop(event.data); // expect: side-effect-outside-step
  await step.run("drop", () => db.vouchers.note(event.data)); // fine: in a step
});
export async function unserved(data: any) {
  await db.vouchers.insert(data); // fine: no handler calls it
}
