import { EventSchemas, Inngest, InngestMiddleware } from "inngest";
const inngest = new Inngest({ id: "shop", schemas: new EventSchemas() });
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  await step.invoke("b", { function: "shop-b" });
});
