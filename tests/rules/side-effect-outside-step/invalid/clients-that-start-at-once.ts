import axios from "axios";
import { generateText } from "ai";
import OpenAI from "openai";
import { Resend } from "resend";
import Stripe from "stripe";
import { promisify } from "util";
import { exec } from "child_process";
import { inngest } from "./client";
import { getRedis } from "./redis";
import { bot, push } from "./services";

const api = axios.create({ baseURL: "https://example.com" });
const openai = new OpenAI();
const resend = new Resend("key");
const stripe = new Stripe("key");
const run = promisify(exec);

export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  const rate = api.get("/rate"); // error
  const charge = stripe.charges.create({ amount: 1 }); // error
  const answer = openai.chat.completions.create({ model: "gpt", messages: [] }); // error
  const text = generateText({ prompt: "a" }); // error
  resend.emails.send({ to: event.data.to }); // error
  getRedis().set("a", "b"); // error
  await run("ls"); // error
  bot.sendMessage("me", "begun"); // error
  await step.run("save", () => Promise.all([rate, charge, answer, text]));
  return push.sendNotification(event.data.to); // error
});
