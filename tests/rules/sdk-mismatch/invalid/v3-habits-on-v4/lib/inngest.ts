import { EventSchemas, Inngest } from "inngest"; // error
import { InngestMiddleware } from "inngest"; // error
export const inngest = new Inngest({
  id: "shop",
  schemas: new EventSchemas().fromRecord(), // error
});
