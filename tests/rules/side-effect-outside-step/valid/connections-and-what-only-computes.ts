import * as Sentry from "@sentry/node";
import { render } from "@react-email/render";
import { createClient } from "@supabase/supabase-js";
import { RecursiveCharacterTextSplitter } from "@langchain/textsplitters";
import bcrypt from "bcryptjs";
import OpenAI from "openai";
import { PostHog } from "posthog-node";
import sharp from "sharp";
import Stripe from "stripe";
import { inngest } from "./client";
import { connectDB } from "./db";

const openai = new OpenAI();
const posthog = new PostHog("key");
const stripe = new Stripe("key");

export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  await connectDB();
  const supabase = createClient("https://example.com", "key");
  const paid = stripe.webhooks.constructEvent(event.data.body, event.data.signature, "secret");
  const hash = await bcrypt.hash(event.data.password, 10);
  const html = await render(event.data.mail);
  const image = await sharp(event.data.image).resize(10).toBuffer();
  const parts = await new RecursiveCharacterTextSplitter().splitText(html);
  const ask = openai.chat.completions.create.bind(openai.chat.completions);
  await step.ai.wrap("ask", ask, { model: "gpt", messages: parts });
  await step.run("save", () => supabase.from("orders").insert({ paid, hash, image }));
  posthog.capture({ distinctId: "a", event: "asked" });
  await posthog.shutdown();
  await Sentry.flush(1000);
});
