import { inngest } from "./client";

async function addressOf(user: string): Promise<string | null> {
  try {
    const found = await directory.users.getUser(user);
    return found.address ?? null;
  } catch { // error
    return null;
  }
}

export const a = inngest.createFunction(
  { id: "a", triggers: [{ event: "x/y" }] },
  async ({ event, step }) => {
    const address = await step.run("address", () => addressOf(event.data.user));
    if (!address) return { skipped: true, reason: "no address" };
    await step.run("send", () => mail.send(address));
  },
);
export const b = inngest.createFunction(
  { id: "b", triggers: [{ event: "x/z" }] },
  async ({ event, step }) => {
    const order = await step.run("order", async () => {
      try {
        return await shop.orders.get(event.data.id);
      } catch (error) { // error
        console.error(error);
        return null;
      }
    });
    if (order === null) return;
    await step.run("send", () => mail.send(order.email));
  },
);
