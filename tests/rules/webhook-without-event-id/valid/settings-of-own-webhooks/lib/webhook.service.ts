import { inngest } from "@/lib/inngest";
export class WebhookService {
  async processOutbox(rows) {
    for (const row of rows) await inngest.send({ name: "webhook/asked", data: { row } });
  }
}
