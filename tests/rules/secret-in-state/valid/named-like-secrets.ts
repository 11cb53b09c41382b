import Stripe from "stripe";
import { inngest } from "./client";

const stripe = new Stripe(process.env.STRIPE_SECRET_KEY);

export async function receive(body, signature) {
  const event = stripe.webhooks.constructEvent(body, signature, process.env.WEBHOOK_SECRET);
  const answer = await ask({ apiKey: process.env.ASK_API_KEY, text: event.type });
  await inngest.send({ name: "stripe/event", data: { stripeEvent: event, answer } });
}

export const check = inngest.createFunction(
  { id: "check", triggers: [{ cron: "0 8 * * *" }] },
  async ({ step }) => {
    const found = await step.run("look", async () => {
      const rows = await load();
      return { stale_credentials: rows.map((row) => ({ id: row.id, service: row.service })) };
    });
    return found.stale_credentials.length;
  },
);

export async function start(request) {
  await inngest.send({
    name: "job/started",
    data: {
      needsPassword: request.needs,
      publishableApiKey: request.key,
      nextPageToken: request.page,
      resetPassword: request.reset,
      apiKeyName: request.name,
      R2_ACCESS_KEY_ID: request.env.R2_ACCESS_KEY_ID,
      baseUrl: request.env.BASE_URL,
      inviteToken: request.invite,
    },
  });
}
