import { inngest } from "./client";
const names = { name: "Send a receipt" };
export const a = inngest.createFunction( // error
  { name: "Charge a card", retries: 2 },
  { event: "order/placed" },
  async ({ step }) => step.run("charge", () => charge()),
);
export const b = inngest.createFunction(names, { event: "order/paid" }, async ({ step }) => // error
  step.run("send", () => send()),
);
export const c = inngest.createFunction(
  { ...given, name: "Ship it" },
  { event: "order/packed" },
  async ({ step }) => step.run("ship", () => ship()),
);
