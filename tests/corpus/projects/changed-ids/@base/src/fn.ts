import { Inngest, EventSchemas } from "inngest";
import { serve } from "inngest/next";
const inngest = new Inngest({ id: "shop" });
export const charge = inngest.createFunction({ id: "charge", retries: 3 }, { event: "order/placed" }, async ({ step }) => {
  await step.run("charge", () => fetch("https://example.com"));
  await step.run("receipt", () => fetch("https://example.com/2"));
});
export const { GET, POST, PUT } = serve({ client: inngest, functions: [charge] });
export const go = () => inngest.send({ name: "order/placed", data: {} });
