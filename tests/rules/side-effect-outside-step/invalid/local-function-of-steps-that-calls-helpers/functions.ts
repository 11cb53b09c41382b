import { inngest } from "./client";
import { companyOf, orderOf } from "./orders";

export const close = inngest.createFunction(
  { id: "close", triggers: [{ event: "order/due" }] },
  async ({ event, step }) => {
    async function current() {
      const company = await companyOf(event.data.userId);
      return company ? orderOf(company, event.data.orderId) : null;
    }
    await step.run("remind", async () => {
      const order = await current();
      await mail.send(order);
    });
    await step.sleep("pause", "7d");
    const order = await current(); // error
    if (order) {
      await step.run("close", () => shop.close(order));
    }
  },
);
