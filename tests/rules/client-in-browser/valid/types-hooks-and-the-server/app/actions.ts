"use server";
import { inngest } from "../lib/inngest";

export async function send(count: number) {
  await inngest.send({ name: "live/seen", data: { count } });
}
