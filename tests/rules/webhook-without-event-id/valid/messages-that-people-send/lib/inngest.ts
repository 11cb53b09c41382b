import { Inngest } from "inngest";
export const inngest = new Inngest({ id: "shop" });
export const answer = inngest.createFunction(
  { id: "answer" },
  [{ event: "sms/received" }, { event: "order/paid" }],
  async ({ event, step }) => step.run("answer", () => reply(event.data)),
);
