import { queue } from "../lib/client";

export function inngestFor(kind: string) {
  return queue.createFunction(
    { id: `mail-${kind}`, retries: 3 }, // fine: the id is computed by the factory
    { event: "customer/deleted" },
    async ({ event, step }) => {
      await step.run("mail", () => fetch(`https://mail.example.com/${kind}/${event.data.customerId}`)); // fine: in a step
    },
  );
}
