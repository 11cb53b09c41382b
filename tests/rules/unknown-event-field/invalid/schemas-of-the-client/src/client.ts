import { EventSchemas, Inngest } from "inngest";

type Events = {
  "refund/asked": { data: { refundId: string; amount: number } };
  "refund/answered": { data: { refundId: string; approved: boolean } };
};

export const inngest = new Inngest({
  id: "shop",
  schemas: new EventSchemas().fromRecord<Events>(),
});
