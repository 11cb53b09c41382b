import { Inngest, EventSchemas } from "inngest";
import { serve } from "inngest/next";
const inngest = new Inngest({ id: "shop-2" }); // expect: changed-id
export const charge = inngest.createFunction({ id: "charge-card", retries: 3 }, { event: "order/placed" }, async ({ step }) => { // expect: changed-id
  await step.run("charge-it", () => fetch("https://example.com")); // expect: changed-id
  await step.run("receipt", () => fetch("https://example.com/2")); // fine: unchanged
});
export const added = inngest.createFunction({ id: "added-later", retries: 3 }, { event: "order/placed" }, async ({ step }) => { // fine: a new function
  await step.run("new-step", () => fetch("https://example.com"));
});
export const { GET, POST, PUT } = serve({ client: inngest, functions: [charge, added] });
export const go = () => inngest.send({ name: "order/placed", data: {} });
