import { inngest } from "./client";
import { mail } from "./mail";

export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  const key = `welcome-${crypto.randomUUID()}`; // error
  const sent = await step.run("send", mail.send, "a@example.com", key);
  const late = await step.run("late", mail.send, "a@example.com", Date.now()); // error
  return { sent, late };
});
