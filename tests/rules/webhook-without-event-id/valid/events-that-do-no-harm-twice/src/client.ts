import { Inngest } from "inngest";
export const inngest = new Inngest({ id: "shop" });
export const paid = inngest.createFunction(
  { id: "paid", triggers: [{ event: "shop/paid" }] },
  async ({ step }) => step.run("note", () => 1),
);
