import { Inngest } from "inngest";
import { serve } from "inngest/express";
const inngest = new Inngest({ id: "shop" });
export class Jobs {
  handler: unknown;
  onModuleInit() {
    const a = inngest.createFunction({ id: "a" }, { event: "x/a" }, async () => {});
    const b = inngest.createFunction({ id: "b" }, { event: "x/b" }, h); // error
    this.handler = serve({ client: inngest, functions: [a] });
  }
}
