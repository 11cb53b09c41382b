import { EventSchemas, Inngest } from "inngest";
import type { More } from "./more";
type Events = { "order/placed": { data: { id: string } } };
export const typed = new Inngest({
  id: "app",
  schemas: new EventSchemas().fromRecord<Events & More>(),
});
