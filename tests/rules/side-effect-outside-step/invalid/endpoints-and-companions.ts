import { Inngest, step } from "inngest";
import { createDefer, createScorer } from "inngest/experimental";

const inngest = new Inngest({ id: "shop" });

export const GET = inngest.endpoint(async (request: Request) => {
  const user = await step.run("load", async () => ({ url: request.url }));
  await fetch("https://billing.test/charge", { method: "POST" }); // error
  return Response.json(user);
});

export const refundLater = createDefer(inngest, { id: "refund-later" }, async ({ event, step }) => {
  await fetch("https://bank.test/refund", { body: event.data.order }); // error
  await step.run("note", () => fetch("https://log.test"));
});

export const grade = createScorer(inngest, { id: "grade" }, async () => {
  const answer = await fetch("https://judge.test"); // error
  return { name: "ok", value: answer.ok };
});
