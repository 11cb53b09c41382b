"use server";
import { inngest } from "@/lib/inngest";
export async function rotateWebhookAction(form) {
  await inngest.send({ name: "webhook/rotated", data: {} });
}
export async function saveWebhook(body) {
  await inngest.send({ name: "webhook/saved", data: {} });
}
export async function replayDelivery(request) {
  await inngest.send({ name: "webhook/replayed", data: {} });
}
