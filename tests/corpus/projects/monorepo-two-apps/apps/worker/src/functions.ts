import { inngest } from "./client";
import { EVENTS, render, slug } from "@acme/shared";
export const hello = inngest.createFunction({ id: "hello", retries: 1 }, { event: EVENTS.churn }, async ({ event, step }) => { // fine: the id is taken in another app only
  const text = slug(event.data.name); // fine: computes only
  const html = await render(text); // fine: an async helper that reaches nothing
  await step.run("send", () => fetch("https://example.com", { method: "POST", body: html }));
});
