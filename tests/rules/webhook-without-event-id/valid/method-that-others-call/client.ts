import { Inngest } from "inngest";
export const inngest = new Inngest({ id: "orders" });
export const ship = inngest.createFunction(
  { id: "ship" },
  [{ event: "order/paid" }, { event: "order/shipped" }],
  ({ step }) => step.run("ship", () => shipOrder()),
);
