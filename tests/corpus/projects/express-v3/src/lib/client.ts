import { EventSchemas, Inngest } from "inngest";

type Events = {
  "invoice/created": { data: { invoiceId: string; customerId: string } };
  "invoice/paid": { data: { invoiceId: string } };
  "invoice/overdue": { data: { invoiceId: string } };
  "customer/deleted": { data: { customerId: string } };
  "report/requested": { data: { customerId: string; month: string } };
};

export const queue = new Inngest({ id: "billing", schemas: new EventSchemas().fromRecord<Events>() });
export const bus = queue;
