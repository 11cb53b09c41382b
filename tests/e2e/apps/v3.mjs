// The same functions as v4.mjs, in the shapes of SDK v3.
import { createServer } from "node:http";
import { Inngest, NonRetriableError, RetryAfterError, StepError } from "inngest";
import { serve } from "inngest/node";

const inngest = new Inngest({ id: "mini" });

// Counts attempts, which a durable function must not do: here it makes the first one fail.
const attempts = { right: 0, body: 0 };

const placed = async ({ event, step, runId }) => {
  const order = await step.run("load", () => ({ id: event.data.id }));
  await step.sleep("cool-down", "1d");
  const [x, y] = await Promise.all([
    step.run("left", () => 1).then((n) => step.run("after-left", () => n + 1)),
    step.run("right", () => {
      attempts.right += 1;
      if (attempts.right === 1) throw new Error("flaky");
      return 2;
    }),
  ]);
  const answer = await step.waitForEvent("approval", {
    event: "order/approved",
    timeout: "7d",
    if: "async.data.id == event.data.id",
  });
  if (!answer) return { status: "timed-out", x, y };
  const done = { name: "order/done", data: { id: order.id }, id: `done-${runId}` };
  await step.sendEvent("announce", done);
  return { status: "approved", by: answer.data.by, x, y };
};

const note = async ({ event, step }) => step.run("note", () => event.name);

const compensate = async ({ step }) => {
  try {
    await step.run("charge", () => {
      throw new Error("declined");
    });
  } catch (error) {
    if (!(error instanceof StepError)) throw error;
    await step.run("refund", () => error.message);
  }
  await step.run("final", () => {
    throw new NonRetriableError("never");
  });
};

const tell = async ({ error, step }) => step.run("tell", () => error.message);

const throws = async () => {
  attempts.body += 1;
  if (attempts.body === 1) throw new RetryAfterError("later", "2h");
  throw new Error("body");
};

const leak = async ({ step }) => {
  await inngest.send({ name: "leak/out", data: {} });
  const made = Math.random();
  await step.run("a", () => 1);
  return made;
};

const double = async ({ event, step }) => step.run("double", () => event.data.n * 2);

const invoke = async ({ event, step }) => {
  const result = await step.invoke("call", { function: callee, data: { n: 2 } });
  return { result, cron: event.data.cron };
};

const order = inngest.createFunction({ id: "process-order", retries: 2 }, { event: "order/placed" }, placed);
const noted = inngest.createFunction({ id: "on-order" }, { event: "order/*" }, note);
const failing = inngest.createFunction({ id: "failing", retries: 1, onFailure: tell }, { event: "fail/step" }, compensate);
const thrower = inngest.createFunction({ id: "thrower", retries: 3 }, { event: "fail/body" }, throws);
const leaky = inngest.createFunction({ id: "leaky" }, { event: "leak/start" }, leak);
const callee = inngest.createFunction({ id: "callee" }, { event: "order-less/callee" }, double);
const caller = inngest.createFunction({ id: "caller" }, { cron: "TZ=Europe/Paris 0 9 * * 1" }, invoke);

const handler = serve({
  client: inngest,
  functions: [order, noted, failing, thrower, leaky, callee, caller],
});
createServer(handler).listen(Number(process.env.PORT), "127.0.0.1");
