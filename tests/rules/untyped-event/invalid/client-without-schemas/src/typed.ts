import { EventSchemas, Inngest } from "inngest";
type Events = { "order/placed": { data: { id: string } } };
const schemas = new EventSchemas().fromRecord<Events>();
export const typed = new Inngest({ id: "app", schemas });
